using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Reads orders. A poll reads ids and versions only, and then those orders whose version was not read before: one with ten lines costs about 240 points, so four fit into one request.</summary>
internal sealed class OrderSource(ShopifyClient client, TimeProvider time) : IChangeSource<Order>, IEntitySource<Order>
{
    public const int AtOnce = 4;
    private const int VersionsAtOnce = 250;
    private readonly VersionCache<Order> read = new();

    public async ValueTask<ChangePage<Order>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var window = WindowCursor.Open(request, time.GetUtcNow());
        var page = (await client.RunAsync(Documents.OrderVersions, Wires.Page(window, Math.Min(VersionsAtOnce, request.PageSize)), cancellationToken)).Orders!;
        var changes = page.Nodes.Select(version => read.Find(version.Id, version.UpdatedAt)).OfType<Change<Order>>().ToList();
        var missing = page.Nodes.Where(version => read.Find(version.Id, version.UpdatedAt) is null).Select(version => new ExternalId(version.Id));
        foreach (var ids in missing.Chunk(AtOnce))
        {
            changes.AddRange(await ReadAsync(ids, cancellationToken));
        }

        return Wires.Close(changes, window, page.PageInfo);
    }

    public async ValueTask<IReadOnlyList<Change<Order>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var data = await client.RunAsync(Documents.OrdersById, Wires.Ids(entities.Select(id => id.Value)), cancellationToken);
        var changes = new List<Change<Order>>();
        foreach (var order in data.OrderNodes!.OfType<OrderWire>().Where(order => order.Id is not null))
        {
            var whole = await WholeAsync(order, cancellationToken);
            changes.Add(Wires.Map(order.Id, order.UpdatedAt, () => OrderMapper.Map(whole)));
            read.Keep(changes[^1]);
        }

        return changes;
    }

    /// <summary>Reads the lines that did not fit into the page: nothing is cut off silently.</summary>
    private async ValueTask<OrderWire> WholeAsync(OrderWire order, CancellationToken cancellationToken)
    {
        var lines = order.LineItems.Nodes.ToList();
        var end = order.LineItems.PageInfo;
        while (end is { HasNextPage: true, EndCursor: { } cursor })
        {
            var more = (await client.RunAsync(Documents.MoreLines, new() { ["id"] = order.Id, ["after"] = cursor }, cancellationToken)).Order
                ?? throw new ConnectorException(FaultKind.Transient, "An order vanished while its lines were read.");
            lines.AddRange(more.LineItems.Nodes);
            end = more.LineItems.PageInfo;
        }

        return order with { LineItems = new(lines, null) };
    }
}
