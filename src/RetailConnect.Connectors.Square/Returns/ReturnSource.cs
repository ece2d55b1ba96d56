using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Connectors.Square.Orders;

namespace RetailConnect.Connectors.Square.Returns;

/// <summary>Reads returns; their id is that of the order that takes the goods back.</summary>
internal sealed class ReturnSource(OrderPages pages, SkuFinder finder, SquareOptions options) : IChangeSource<Return>, IEntitySource<Return>
{
    private static readonly string[] States = ["COMPLETED"];

    public async ValueTask<ChangePage<Return>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var (orders, next, more) = await pages.ReadAsync(request, States, cancellationToken);
        return new(await MapAsync(orders, cancellationToken), next, more);
    }

    public async ValueTask<IReadOnlyList<Change<Return>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken) =>
        await MapAsync(await pages.ReadAsync(entities, cancellationToken), cancellationToken);

    private async ValueTask<IReadOnlyList<Change<Return>>> MapAsync(IReadOnlyList<SquareOrder> orders, CancellationToken cancellationToken)
    {
        var returns = orders.Where(Documents.IsReturn).ToList();
        var known = await finder.FindAsync([.. returns.Where(order => order.Trouble is null)], cancellationToken);
        return [.. returns.Select(order => Documents.ToChange(order, () => ReturnMapper.Map(order, known.Skus, options), known.LinksOf(Variations(order))))];
    }

    private static IEnumerable<string?> Variations(SquareOrder order) => (order.Returns ?? []).SelectMany(entry => entry.ReturnLineItems ?? []).Select(line => line.CatalogObjectId);
}
