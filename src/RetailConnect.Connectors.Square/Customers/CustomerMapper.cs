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

    /// <summary>What a profile is to hold; consent can't be written.</summary>
    public static CustomerBody ToBody(Customer customer, string reference) => new()
    {
        GivenName = Text(customer.FirstName), FamilyName = Text(customer.LastName), EmailAddress = Text(customer.Email), PhoneNumber = Text(customer.Phone), ReferenceId = reference,
        Address = customer.Address is { } address && address != new PostalAddress() ? ToAddress(address) : null,
    };

    /// <summary>What of a body a profile does not have yet; null when it has all of it.</summary>
    /// <param name="wanted">The body.</param>
    /// <param name="there">The profile.</param>
    /// <param name="isLinked">False when the profile was found just now: then it gets our reference, unless it has somebody else's.</param>
    public static CustomerBody? Missing(CustomerBody wanted, SquareCustomer there, bool isLinked)
    {
        var missing = new CustomerBody
        {
            GivenName = Other(wanted.GivenName, there.GivenName),
            FamilyName = Other(wanted.FamilyName, there.FamilyName),
            EmailAddress = Other(wanted.EmailAddress, there.EmailAddress),
            PhoneNumber = PhoneNumber.Of(wanted.PhoneNumber) is { } phone && phone == PhoneNumber.Of(there.PhoneNumber) ? null : Other(wanted.PhoneNumber, there.PhoneNumber),
            Address = wanted.Address is { } address ? Missing(address, there.Address) : null,
            ReferenceId = isLinked || Text(there.ReferenceId) is not null ? null : wanted.ReferenceId,
        };
        return missing == new CustomerBody() ? null : missing with { Version = there.Version };
    }

    /// <summary>An address is written as a whole: what we don't know of it stays what it is there.</summary>
    private static SquareAddress? Missing(SquareAddress wanted, SquareAddress? there)
    {
        var old = there ?? new();
        var whole = old with
        {
            Line1 = wanted.Line1 ?? old.Line1, Line2 = wanted.Line2 ?? old.Line2, Locality = wanted.Locality ?? old.Locality, District = wanted.District ?? old.District,
            PostalCode = wanted.PostalCode ?? old.PostalCode, Country = wanted.Country ?? old.Country,
        };
        return whole == old ? null : whole;
    }

    private static SquareAddress ToAddress(PostalAddress address) => new()
    {
        Line1 = Text(address.Line1), Line2 = Text(address.Line2), Locality = Text(address.City), District = Text(address.Region), PostalCode = Text(address.PostalCode), Country = Text(address.CountryCode),
    };

    private static string? Other(string? wanted, string? there) => wanted is null || string.Equals(wanted, there, StringComparison.Ordinal) ? null : wanted;

    private static Customer Map(SquareCustomer customer) => new()
    {
        Id = customer.Id,
        Email = Text(customer.EmailAddress),
        Phone = Text(customer.PhoneNumber),
        FirstName = Text(customer.GivenName),
        LastName = Text(customer.FamilyName),
        Address = customer.Address is { } address ? Map(address) : null,

        // Who did not opt out did not agree to anything yet.
        AcceptsMarketing = customer.Preferences?.EmailUnsubscribed is true ? false : null,
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
