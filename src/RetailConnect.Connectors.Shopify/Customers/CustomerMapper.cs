using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Customers;

/// <summary>Maps customers.</summary>
internal static class CustomerMapper
{
    public static Change<Customer>? Change(WireCustomer customer) => RetailConnect.Change.Upserted(customer.Id, Versions.Of(customer.UpdatedAt), Map(customer)) with { ModifiedAt = customer.UpdatedAt };

    public static Customer Map(WireCustomer customer) => new()
    {
        Id = customer.Id,
        Email = Known(customer.DefaultEmailAddress?.EmailAddress),
        Phone = Known(customer.DefaultPhoneNumber?.PhoneNumber),
        FirstName = Known(customer.FirstName),
        LastName = Known(customer.LastName),
        Address = customer.DefaultAddress is { } address ? Address(address) : null,
    };

    private static PostalAddress Address(WireAddress address) => new()
    {
        Line1 = Known(address.Address1),
        Line2 = Known(address.Address2),
        City = Known(address.City),
        Region = Known(address.Province),
        PostalCode = Known(address.Zip),
    };

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
