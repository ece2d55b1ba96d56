using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Reads orders.</summary>
internal sealed class OrderSource(ShopifyAdmin admin, OrderReader reader, ShopifyOptions options, TimeProvider time) : IChangeSource<Order>, IEntitySource<Order>
{
    public const int AtOnce = 6;

    public async ValueTask<ChangePage<Order>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var (window, page) = await admin.ReadAsync(OrderDocuments.Changed, request, options.OrderPageSize, time, ShopifyJson.Default.EntityPage, cancellationToken);
        return Windows.Of(window, page.PageInfo, await MapAsync(page.Nodes, cancellationToken));
    }

    public async ValueTask<IReadOnlyList<Change<Order>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var variables = new IdsVariables([.. entities.Select(entity => entity.Value)]);
        var answer = await admin.SendAsync(OrderDocuments.ByIds, variables, entities.Count, ShopifyJson.Default.IdsVariables, ShopifyJson.Default.NodeList, cancellationToken);
        return await MapAsync(answer.Nodes, cancellationToken);
    }

    private ValueTask<IReadOnlyList<Change<Order>>> MapAsync(IEnumerable<System.Text.Json.JsonElement> nodes, CancellationToken cancellationToken) =>
        Entities.MapAsync(nodes, ShopifyJson.Default.WireOrder, order => reader.CompleteAsync(order, cancellationToken), OrderMapper.Change);
}
