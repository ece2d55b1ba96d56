using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Connectors.Square.Orders;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Customers;

/// <summary>Maps a customer profile; a blank text is unknown.</summary>
internal static class CustomerMapper
{
    /// <summary>Maps; a profile without an id can't be linked, and must not cost its page.</summary>
    public static Change<Customer> ToChange(SquareCustomer customer)
    {
        var version = Times.Version(customer.UpdatedAt, customer.Version);
        return customer is { Id.Length: > 0, Trouble: { } place } ? Change.Unreadable<Customer>(customer.Id, version, VendorEntries.Fault(place))
            : customer.Id.Length > 0
            ? Change.Upserted(customer.Id, version, Map(customer)) with { ModifiedAt = Times.Read(customer.UpdatedAt) }
            : Change.Unreadable<Customer>(Documents.WithoutId, version, new(FaultKind.Rejected, "Square sent a customer without an id.") { Reason = Reasons.UnknownValue });
    }

    private static Customer Map(SquareCustomer customer) => new()
    {
        Id = customer.Id,
        Email = Text(customer.EmailAddress),
        Phone = Text(customer.PhoneNumber),
        FirstName = Text(customer.GivenName),
        LastName = Text(customer.FamilyName),
        Address = customer.Address is { } address ? Map(address) : null,
        AcceptsMarketing = customer.Preferences?.EmailUnsubscribed is { } unsubscribed ? !unsubscribed : null,
    };

    private static PostalAddress? Map(SquareAddress address)
    {
        var mapped = new PostalAddress
        {
            Line1 = Text(address.Line1), Line2 = Text(address.Line2), City = Text(address.Locality), Region = Text(address.District), PostalCode = Text(address.PostalCode),
            CountryCode = Text(address.Country) is { } country and not "ZZ" ? country : null,
        };
        return mapped == new PostalAddress() ? null : mapped;
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
