using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Customers;

internal sealed class CustomerSource(IBusinessCentralApi api, Addresses addresses, Paging paging) : IChangeSource<Customer>, IEntitySource<Customer>
{
    public const int AtOnce = 20;

    public ValueTask<ChangePage<Customer>> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        paging.ReadAsync<BusinessCustomer, Customer>(request, since => addresses.List("customers", Filter.Since(since)), api.Customers, CustomerMapper.ToChange, cancellationToken);

    public async ValueTask<IReadOnlyList<Change<Customer>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var began = paging.Now;
        var ids = entities.Select(entity => Guid.TryParse(entity.Value, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct();
        var customers = new List<BusinessCustomer>();
        foreach (var chunk in ids.Chunk(AtOnce))
        {
            customers.AddRange(await paging.EachAsync<BusinessCustomer>(addresses.List("customers", Filter.AnyOf("id", chunk)), api.Customers, cancellationToken));
        }

        return [.. customers.Select(customer => CustomerMapper.ToChange(customer, began))];
    }
}
