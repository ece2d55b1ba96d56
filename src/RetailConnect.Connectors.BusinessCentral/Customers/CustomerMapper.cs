using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Customers;

/// <summary>Customer to customer, both ways; Business Central keeps one name.</summary>
internal static class CustomerMapper
{
    public static CustomerBody ToBody(Customer customer)
    {
        var name = string.Join(' ', new[] { customer.FirstName, customer.LastName }.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!.Trim()));
        return new()
        {
            DisplayName = name.Length > 0 ? name : null,
            AddressLine1 = customer.Address?.Line1,
            AddressLine2 = customer.Address?.Line2,
            City = customer.Address?.City,
            State = customer.Address?.Region,
            Country = customer.Address?.CountryCode,
            PostalCode = customer.Address?.PostalCode,
            PhoneNumber = customer.Phone,
            Email = customer.Email,
        };
    }

    /// <summary>What of a body the customer does not have yet; null when it has all of it.</summary>
    public static CustomerBody? Missing(CustomerBody wanted, BusinessCustomer there)
    {
        var missing = new CustomerBody
        {
            DisplayName = Other(wanted.DisplayName, there.DisplayName),
            AddressLine1 = Other(wanted.AddressLine1, there.AddressLine1),
            AddressLine2 = Other(wanted.AddressLine2, there.AddressLine2),
            City = Other(wanted.City, there.City),
            State = Other(wanted.State, there.State),
            Country = Other(wanted.Country, there.Country),
            PostalCode = Other(wanted.PostalCode, there.PostalCode),
            PhoneNumber = Other(wanted.PhoneNumber, there.PhoneNumber),
            Email = Other(wanted.Email, there.Email),
        };
        return missing == new CustomerBody() ? null : missing;
    }

    public static Change<Customer> ToChange(BusinessCustomer customer, DateTimeOffset read)
    {
        var id = new ExternalId(customer.Id.ToString());
        if (customer.Trouble is { } place)
        {
            return Change.Unreadable<Customer>(id, Versions.Of(customer.LastModifiedDateTime, read), VendorEntries.Fault(place));
        }

        var (first, last) = Split(customer.DisplayName?.Trim(), customer.Type);
        return Change.Upserted(id, Versions.Of(customer.LastModifiedDateTime, read), new Customer
        {
            Id = id, Email = Known(customer.Email), Phone = Known(customer.PhoneNumber), FirstName = first, LastName = last, Address = Address(customer),
        }) with { ModifiedAt = Versions.Time(customer.LastModifiedDateTime) };
    }

    /// <summary>The last word of a person's name is the family name, as far as one can tell.</summary>
    private static (string? First, string? Last) Split(string? name, string? type)
    {
        var space = type == "Person" && name is not null ? name.LastIndexOf(' ') : -1;
        return space > 0 ? (name![..space].TrimEnd(), name[(space + 1)..]) : (null, Known(name));
    }

    private static PostalAddress? Address(BusinessCustomer customer)
    {
        var address = new PostalAddress
        {
            Line1 = Known(customer.AddressLine1), Line2 = Known(customer.AddressLine2), City = Known(customer.City), Region = Known(customer.State),
            PostalCode = Known(customer.PostalCode), CountryCode = Known(customer.Country),
        };
        return address == new PostalAddress() ? null : address;
    }

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? Other(string? wanted, string? there) => wanted is null || string.Equals(wanted, there, StringComparison.Ordinal) ? null : wanted;
}
