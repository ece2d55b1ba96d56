using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Catalog;

namespace RetailConnect.Connectors.BusinessCentral.Inventory;

/// <summary>Reads stock by location from the custom API page.</summary>
internal sealed class StockPageSource(IBusinessCentralApi api, Addresses addresses, Paging paging, ItemFinder items, BusinessCentralOptions options) : IChangeSource<StockLevel>, IEntitySource<StockLevel>
{
    public const int AtOnce = 100;
    private const int NumbersAtOnce = 20;

    public ValueTask<ChangePage<StockLevel>> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        paging.ReadAsync<StockRow, StockLevel>(request, since => addresses.StockPage(Filter.Since(since)), api.Stock, Map, cancellationToken);

    public async ValueTask<IReadOnlyList<Change<StockLevel>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var began = paging.Now;
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entity in entities)
        {
            if (StockLevel.Split(entity) is { } level)
            {
                numbers.UnionWith(await items.NumbersAsync(level.Sku, cancellationToken));
            }
        }

        var wanted = entities.ToHashSet();
        var levels = new List<Change<StockLevel>>();
        foreach (var chunk in numbers.Chunk(NumbersAtOnce))
        {
            var rows = await paging.EachAsync<StockRow>(addresses.StockPage(Filter.AnyOf("itemNumber", chunk)), api.Stock, cancellationToken);
            levels.AddRange(rows.Select(row => Map(row, began)).Where(change => wanted.Contains(change.Entity)));
        }

        return levels;
    }

    private Change<StockLevel> Map(StockRow row, DateTimeOffset began) => StockMapper.Map(row, began, options);
}
