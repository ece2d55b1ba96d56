namespace RetailConnect;

/// <summary>A postal address.</summary>
public sealed record PostalAddress
{
    /// <summary>Street and number; null when unknown.</summary>
    public string? Line1 { get; init; }

    /// <summary>Further line; null when unknown.</summary>
    public string? Line2 { get; init; }

    /// <summary>Town; null when unknown.</summary>
    public string? City { get; init; }

    /// <summary>State, province or county; null when unknown.</summary>
    public string? Region { get; init; }

    /// <summary>Postal code; null when unknown.</summary>
    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2 country code; null when unknown.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Leaves personal data out, so that a log can't hold it.</summary>
    public override string ToString() => $"Address in {CountryCode ?? "an unknown country"}";
}
