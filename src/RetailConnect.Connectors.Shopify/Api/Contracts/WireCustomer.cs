namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record WireCustomer(
    string Id,
    DateTimeOffset UpdatedAt,
    string? FirstName = null,
    string? LastName = null,
    WireEmail? DefaultEmailAddress = null,
    WirePhone? DefaultPhoneNumber = null,
    WireAddress? DefaultAddress = null)
{
    /// <summary>Leaves personal data out.</summary>
    public override string ToString() => Id;
}

internal sealed record WireEmail(string EmailAddress);

internal sealed record WirePhone(string PhoneNumber);

internal sealed record WireAddress(string? Address1 = null, string? Address2 = null, string? City = null, string? Province = null, string? Zip = null);
