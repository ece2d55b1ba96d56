using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Customers;

/// <summary>Reads customers.</summary>
internal sealed class CustomerSource(ShopifyClient client, TimeProvider time) : IChangeSource<Customer>, IEntitySource<Customer>
{
    public const int AtOnce = 100;

    public async ValueTask<ChangePage<Customer>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var window = WindowCursor.Open(request, time.GetUtcNow());
        var page = (await client.RunAsync(Documents.Customers, Wires.Page(window, Math.Min(AtOnce, request.PageSize)), cancellationToken)).Customers!;
        return Wires.Close([.. page.Nodes.Select(Map)], window, page.PageInfo);
    }

    public async ValueTask<IReadOnlyList<Change<Customer>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var data = await client.RunAsync(Documents.CustomersById, Wires.Ids(entities.Select(id => id.Value)), cancellationToken);
        return [.. data.CustomerNodes!.OfType<CustomerWire>().Where(customer => customer.Id is not null).Select(Map)];
    }

    private static Change<Customer> Map(CustomerWire wire) => Change.Upserted(wire.Id, wire.UpdatedAt, new Customer
    {
        Id = wire.Id, FirstName = wire.FirstName, LastName = wire.LastName, Email = wire.DefaultEmailAddress?.EmailAddress, Phone = wire.DefaultPhoneNumber?.PhoneNumber,
        Address = wire.DefaultAddress is { } address ? new() { Line1 = address.Address1, Line2 = address.Address2, City = address.City, Region = address.ProvinceCode, PostalCode = address.Zip } : null,
    });
}
