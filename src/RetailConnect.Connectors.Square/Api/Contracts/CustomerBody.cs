namespace RetailConnect.Connectors.Square.Api.Contracts;

/// <summary>What is written of a customer; what is null is left as it is.</summary>
internal sealed record CustomerBody
{
    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public string? EmailAddress { get; init; }

    public string? PhoneNumber { get; init; }

    public SquareAddress? Address { get; init; }

    public string? ReferenceId { get; init; }

    /// <summary>The version that was read; only a change names one.</summary>
    public long? Version { get; init; }

    /// <summary>Leaves personal data out, so that a log can't hold it.</summary>
    public override string ToString() => $"Customer {ReferenceId}";
}

/// <summary>Customers to write: new ones by their idempotency keys, known ones by their ids.</summary>
internal sealed record CustomerBodies(IReadOnlyDictionary<string, CustomerBody> Customers);
