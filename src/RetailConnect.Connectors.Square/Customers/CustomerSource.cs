using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Customers;

/// <summary>Reads customers.</summary>
internal sealed class CustomerSource(ISquareApi api, TimeProvider time) : IChangeSource<Customer>, IEntitySource<Customer>
{
    public const int AtOnce = 100;

    public async ValueTask<ChangePage<Customer>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var window = WindowCursor.Open(request, time.GetUtcNow());
        var query = window.Since is { } since ? new CustomerQuery(new(new(Wires.Time(since)))) : null;
        var answer = await api.SearchCustomersAsync(new(window.Page, Math.Clamp(request.PageSize, 1, AtOnce), query), cancellationToken);
        return Wires.Close([.. (answer.Customers ?? []).Select(Map)], window, answer.Cursor);
    }

    public async ValueTask<IReadOnlyList<Change<Customer>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var answer = await api.CustomersAsync(new([.. entities.Select(id => id.Value)]), cancellationToken);
        return [.. (answer.Responses ?? new Dictionary<string, CustomerOrErrors>()).Values.Select(response => response.Customer).OfType<CustomerWire>().Select(Map)];
    }

    private static Change<Customer> Map(CustomerWire wire) => Change.Upserted(wire.Id, $"{wire.Version}/{wire.UpdatedAt}", new Customer
    {
        Id = wire.Id, FirstName = wire.GivenName, LastName = wire.FamilyName, Email = wire.EmailAddress, Phone = wire.PhoneNumber,
        Address = wire.Address is { } address
            ? new() { Line1 = address.AddressLine1, Line2 = address.AddressLine2, City = address.Locality, Region = address.AdministrativeDistrictLevel1, PostalCode = address.PostalCode, CountryCode = address.Country }
            : null,
    });
}
