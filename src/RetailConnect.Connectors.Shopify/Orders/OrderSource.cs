using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Reads orders; a poll reads versions, and then the orders whose version it did not know.</summary>
internal sealed class OrderSource(ShopifyAdmin admin, OrderReader reader, ShopifyOptions options, VendorClock clock) : IChangeSource<Order>, IEntitySource<Order>
{
    public const int AtOnce = 6;
    private const int VersionsAtOnce = 60;
    private readonly VersionCache<Order> known = new(clock);

    public async ValueTask<ChangePage<Order>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var (window, answer) = await admin.ReadAsync(OrderDocuments.Changed, request, VersionsAtOnce, clock, ShopifyJson.Default.VersionPage, cancellationToken);
        var changes = await known.CompleteAsync(answer.Page.Nodes, options.OrderPageSize, ids => ReadAsync(ids, cancellationToken));
        return Windows.Of(window, answer.Page.PageInfo, changes);
    }

    public async ValueTask<IReadOnlyList<Change<Order>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var variables = new IdsVariables([.. entities.Select(entity => entity.Value)]);
        var answer = await admin.SendAsync(OrderDocuments.ByIds, variables, entities.Count, ShopifyJson.Default.IdsVariables, ShopifyJson.Default.NodeList, cancellationToken);
        return await Entities.MapAsync(answer.Nodes, ShopifyJson.Default.WireOrder, order => reader.CompleteAsync(order, cancellationToken), OrderMapper.Change);
    }
}
