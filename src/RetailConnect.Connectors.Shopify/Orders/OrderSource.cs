using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Reads orders. The first window reads them whole; later ones, which overlap, read versions and then only the orders whose version is new.</summary>
internal sealed class OrderSource(ShopifyAdmin admin, OrderReader reader, ShopifyOptions options, TimeProvider time) : IChangeSource<Order>, IEntitySource<Order>
{
    public const int AtOnce = 6;
    private const int VersionsAtOnce = 250;
    private readonly VersionCache<Order> known = new();

    public async ValueTask<ChangePage<Order>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        if (WindowCursor.Open(request, time.GetUtcNow()).Since is null)
        {
            var (whole, orders) = await admin.ReadAsync(OrderDocuments.Changed, request, options.OrderPageSize, time, ShopifyJson.Default.EntityPage, cancellationToken);
            return Windows.Of(whole, orders.PageInfo, await MapAsync(orders.Nodes, cancellationToken));
        }

        var (window, page) = await admin.ReadAsync(OrderDocuments.Versions, request, VersionsAtOnce, time, ShopifyJson.Default.EntityPage, cancellationToken);
        var versions = page.Nodes.Select(node => node.Deserialize(ShopifyJson.Default.EntityVersion)!).Select(node => (node.Id, Version: Versions.Of(node.UpdatedAt))).ToList();
        var changes = versions.Select(node => known.Find(node.Id, node.Version)).OfType<Change<Order>>().ToList();
        foreach (var ids in versions.Where(node => known.Find(node.Id, node.Version) is null).Select(node => new ExternalId(node.Id)).Chunk(AtOnce))
        {
            changes.AddRange(await ReadAsync(ids, cancellationToken));
        }

        return Windows.Of(window, page.PageInfo, changes);
    }

    public async ValueTask<IReadOnlyList<Change<Order>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var variables = new IdsVariables([.. entities.Select(entity => entity.Value)]);
        var answer = await admin.SendAsync(OrderDocuments.ByIds, variables, entities.Count, ShopifyJson.Default.IdsVariables, ShopifyJson.Default.NodeList, cancellationToken);
        return await MapAsync(answer.Nodes, cancellationToken);
    }

    private async ValueTask<IReadOnlyList<Change<Order>>> MapAsync(IEnumerable<JsonElement> nodes, CancellationToken cancellationToken)
    {
        var changes = await Entities.MapAsync(nodes, ShopifyJson.Default.WireOrder, order => reader.CompleteAsync(order, cancellationToken), OrderMapper.Change);
        foreach (var change in changes)
        {
            known.Keep(change);
        }

        return changes;
    }
}
