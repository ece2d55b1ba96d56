namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>What is written of a customer; what is null is left as it is.</summary>
internal sealed record CustomerBody
{
    public string? Number { get; init; }

    public string? DisplayName { get; init; }

    public string? Type { get; init; }

    public string? AddressLine1 { get; init; }

    public string? AddressLine2 { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? Country { get; init; }

    public string? PostalCode { get; init; }

    public string? PhoneNumber { get; init; }

    public string? Email { get; init; }

    public string? Website { get; init; }

    /// <summary>Leaves personal data out, so that a log can't hold it.</summary>
    public override string ToString() => $"Customer {Number}";
}
