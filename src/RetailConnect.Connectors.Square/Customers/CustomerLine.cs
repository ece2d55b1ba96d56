using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Customers;

/// <summary>A customer on the way to Square.</summary>
internal sealed class CustomerLine(Envelope<Customer> envelope)
{
    public Envelope<Customer> Envelope { get; } = envelope;

    /// <summary>What the profile is to hold.</summary>
    public CustomerBody Wanted { get; } = CustomerMapper.ToBody(envelope.Value, ProfileReference.Of(envelope.Canonical));

    /// <summary>What Square has of the person; null when it has nothing.</summary>
    public SquareCustomer? There { get; set; }

    /// <summary>True when the profile was made just now.</summary>
    public bool IsNew { get; set; }

    /// <summary>What came of it; null while nothing did.</summary>
    public WriteResult? Result { get; private set; }

    public void Fail(ConnectorException fault) => Result = WriteResult.Failed(fault);

    public void Succeed(bool unchanged) => Result = WriteResult.Written(new(There!.Id) { Unchanged = unchanged });
}
