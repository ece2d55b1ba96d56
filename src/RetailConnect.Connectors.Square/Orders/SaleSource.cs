using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Orders;

/// <summary>Reads sales: completed orders, and those called off. Orders that carry returns are no sales.</summary>
internal sealed class SaleSource(OrderReader orders, SkuFinder skus, TimeProvider time) : IChangeSource<Order>, IEntitySource<Order>
{
    public async ValueTask<ChangePage<Order>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var window = WindowCursor.Open(request, time.GetUtcNow());
        var (page, cursor) = await orders.PageAsync(window, request.PageSize, cancellationToken);
        return Wires.Close(await MapAsync(page, cancellationToken), window, cursor);
    }

    public async ValueTask<IReadOnlyList<Change<Order>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken) =>
        await MapAsync(await orders.ByIdAsync(entities, cancellationToken), cancellationToken);

    private async ValueTask<IReadOnlyList<Change<Order>>> MapAsync(IReadOnlyList<OrderWire> wires, CancellationToken cancellationToken)
    {
        var sales = wires.Where(wire => wire.State is "COMPLETED" or "CANCELED" && wire.Returns is not { Count: > 0 }).ToList();
        var found = await skus.FindAsync(sales.SelectMany(sale => sale.LineItems ?? []).Select(line => line.CatalogObjectId), cancellationToken);
        return [.. sales.Select(sale => Wires.Map(sale.Id, sale.UpdatedAt ?? "", () => SaleMapper.Map(sale, found)))];
    }
}
