using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Connectors.Square.Orders;

namespace RetailConnect.Connectors.Square.Returns;

/// <summary>Reads returns: orders that carry them. The sale is named by its id, or by the number on the receipt when it was made elsewhere.</summary>
internal sealed class ReturnSource(OrderReader orders, SkuFinder skus, SquareOptions options, TimeProvider time) : IChangeSource<Return>, IEntitySource<Return>
{
    public async ValueTask<ChangePage<Return>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var window = WindowCursor.Open(request, time.GetUtcNow());
        var (page, cursor) = await orders.PageAsync(window, request.PageSize, cancellationToken);
        return Wires.Close(await MapAsync(page, cancellationToken), window, cursor);
    }

    public async ValueTask<IReadOnlyList<Change<Return>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken) =>
        await MapAsync(await orders.ByIdAsync(entities, cancellationToken), cancellationToken);

    private async ValueTask<IReadOnlyList<Change<Return>>> MapAsync(IReadOnlyList<OrderWire> wires, CancellationToken cancellationToken)
    {
        var returns = wires.Where(wire => wire is { State: "COMPLETED", Returns.Count: > 0 }).ToList();
        var found = await skus.FindAsync(returns.SelectMany(wire => wire.Returns!).SelectMany(entry => entry.ReturnLineItems ?? []).Select(line => line.CatalogObjectId), cancellationToken);
        return [.. returns.Select(wire => Wires.Map(wire.Id, wire.UpdatedAt ?? "", () => ReturnMapper.Map(wire, found, options.RestockReturns)) with { OrderedWith = wire.Returns![0].SourceOrderId is { } source ? new ExternalId(source) : default(ExternalId?) })];
    }
}
