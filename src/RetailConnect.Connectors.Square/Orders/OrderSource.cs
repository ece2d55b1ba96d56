using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Orders;

/// <summary>Reads sales.</summary>
internal sealed class OrderSource(OrderPages pages, SkuFinder finder, SquareOptions options) : IChangeSource<Order>, IEntitySource<Order>
{
    private static readonly string[] States = ["COMPLETED", "CANCELED"];

    public async ValueTask<ChangePage<Order>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var (orders, next, more) = await pages.ReadAsync(request, States, cancellationToken);
        return new(await MapAsync(orders, cancellationToken), next, more);
    }

    public async ValueTask<IReadOnlyList<Change<Order>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken) =>
        await MapAsync(await pages.ReadAsync(entities, cancellationToken), cancellationToken);

    private async ValueTask<IReadOnlyList<Change<Order>>> MapAsync(IReadOnlyList<SquareOrder> orders, CancellationToken cancellationToken)
    {
        var sales = orders.Where(Documents.IsSale).ToList();
        var known = await finder.FindAsync([.. sales.Where(sale => sale.Trouble is null)], cancellationToken);
        return [.. sales.Select(sale => Documents.ToChange(sale, () => OrderMapper.Map(sale, known.Skus, options.MerchantCurrency), known.LinksOf(sale)))];
    }
}
