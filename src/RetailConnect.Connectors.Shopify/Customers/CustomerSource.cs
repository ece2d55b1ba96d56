using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Customers;

/// <summary>Reads customers.</summary>
internal sealed class CustomerSource(ShopifyAdmin admin, ShopifyOptions options, VendorClock clock) : IChangeSource<Customer>, IEntitySource<Customer>
{
    public const int AtOnce = 100;

    public async ValueTask<ChangePage<Customer>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var (window, answer) = await admin.ReadAsync(CustomerDocuments.Changed, request, options.CustomerPageSize, clock, ShopifyJson.Default.EntityPage, cancellationToken);
        return Windows.Of(window, answer.Page.PageInfo, await MapAsync(answer.Page.Nodes));
    }

    public async ValueTask<IReadOnlyList<Change<Customer>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var variables = new IdsVariables([.. entities.Select(entity => entity.Value)]);
        var answer = await admin.SendAsync(CustomerDocuments.ByIds, variables, entities.Count, ShopifyJson.Default.IdsVariables, ShopifyJson.Default.NodeList, cancellationToken);
        return await MapAsync(answer.Nodes);
    }

    private static ValueTask<IReadOnlyList<Change<Customer>>> MapAsync(IEnumerable<JsonElement> nodes) =>
        Entities.MapAsync(nodes, ShopifyJson.Default.WireCustomer, customer => new(customer), CustomerMapper.Change);
}
