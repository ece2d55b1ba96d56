using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Reads orders. One costs about 240 points with ten lines, so four fit into one request; further lines are read on.</summary>
internal sealed class OrderSource(ShopifyClient client, TimeProvider time) : IChangeSource<Order>, IEntitySource<Order>
{
    public const int AtOnce = 4;

    public async ValueTask<ChangePage<Order>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var window = WindowCursor.Open(request, time.GetUtcNow());
        var page = (await client.RunAsync(Documents.Orders, Wires.Page(window, Math.Min(AtOnce, request.PageSize)), cancellationToken)).Orders!;
        return Wires.Close(await MapAsync(page.Nodes, cancellationToken), window, page.PageInfo);
    }

    public async ValueTask<IReadOnlyList<Change<Order>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var data = await client.RunAsync(Documents.OrdersById, Wires.Ids(entities.Select(id => id.Value)), cancellationToken);
        return await MapAsync(data.OrderNodes!.OfType<OrderWire>().Where(order => order.Id is not null), cancellationToken);
    }

    private async ValueTask<IReadOnlyList<Change<Order>>> MapAsync(IEnumerable<OrderWire> orders, CancellationToken cancellationToken)
    {
        var changes = new List<Change<Order>>();
        foreach (var order in orders)
        {
            var whole = await WholeAsync(order, cancellationToken);
            changes.Add(Wires.Map(order.Id, order.UpdatedAt, () => OrderMapper.Map(whole)));
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
