using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Catalog;

namespace RetailConnect.Connectors.BusinessCentral.Inventory;

/// <summary>The fallback without the stock page: an item's one total stands for the default location.</summary>
/// <remarks>
/// Items don't show when their stock moved, so every window reads all of them. Orders are read first, then items, then credit memos: a document that is posted
/// in between makes the figure too low for a moment, never too high.
/// </remarks>
internal sealed class ItemInventorySource(IBusinessCentralApi api, Addresses addresses, Paging paging, ItemFinder finder, BusinessCentralOptions options) : IChangeSource<StockLevel>, IEntitySource<StockLevel>
{
    public const int AtOnce = 20;
    private const string Unposted = "status eq 'Draft' or status eq 'In Review'";

    public async ValueTask<ChangePage<StockLevel>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var began = paging.Now;
        var window = paging.Open(request);
        var committed = await CommittedAsync(cancellationToken);
        var address = window.Page is { } path ? addresses.At(path) : addresses.List("items", expand: "itemVariants");
        var page = await api.Items(address, paging.Prefer(request.PageSize), cancellationToken).Needed();
        var returning = await ReturningAsync(cancellationToken);
        var next = page.NextLink is { } link ? window.AtPage(addresses.PathOf(link)) : window.Finished();
        return new([.. page.Value.Where(Stocked).Select(item => Map(item, committed, returning, began))], next, page.NextLink is not null);
    }

    public async ValueTask<IReadOnlyList<Change<StockLevel>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var began = paging.Now;
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entity in entities)
        {
            if (StockLevel.Split(entity) is { } level && level.Location.Value == options.DefaultLocation)
            {
                numbers.UnionWith(await finder.NumbersAsync(level.Sku, cancellationToken));
            }
        }

        if (numbers.Count == 0)
        {
            return [];
        }

        var committed = await CommittedAsync(cancellationToken);
        var items = new List<Item>();
        foreach (var chunk in numbers.Chunk(AtOnce))
        {
            items.AddRange(await paging.AllAsync<Item>(addresses.List("items", Filter.AnyOf("number", chunk), expand: "itemVariants"), api.Items, cancellationToken));
        }

        var returning = await ReturningAsync(cancellationToken);
        var wanted = entities.ToHashSet();
        return [.. items.Where(Stocked).Select(item => Map(item, committed, returning, began)).Where(change => wanted.Contains(change.Entity))];
    }

    private static bool Stocked(Item item) => !string.IsNullOrWhiteSpace(item.Number) && item.Type is null or "" or "Inventory";

    private Change<StockLevel> Map(Item item, ILookup<string, OpenLine> committed, ILookup<string, OpenLine> returning, DateTimeOffset began)
    {
        var number = item.Number!.Trim();
        var id = StockLevel.IdOf(new(number), options.DefaultLocation!);
        if (item.ItemVariants is { Count: > 0 })
        {
            return StockMapper.Unreadable(id, Versions.Of(item.LastModifiedDateTime, began), "stock-page-needed", $"The one total of item '{number}' does not say what its variants have.",
                "Install the stock page and set StockPageRoute, then replay.");
        }

        if (committed[number].Concat(returning[number]).FirstOrDefault(line => UnitBook.Differ(line.UnitOfMeasureCode, UnitBook.Of(item))) is { } other)
        {
            return StockMapper.Unreadable(id, Versions.Format(began), Reasons.UnitDiffers, $"An open document sells item '{number}' by {other.UnitOfMeasureCode}, and its stock is kept by {UnitBook.Of(item)}.",
                "Give the line the item's base unit, or install the stock page, which counts in it, and set StockPageRoute; then replay.");
        }

        return item.Inventory is { } onHand
            ? Change.Upserted(id, Versions.Format(began), StockMapper.Level(new(number), options.DefaultLocation!, onHand, Open(committed[number]), Open(returning[number]), began))
            : StockMapper.Unreadable(id, Versions.Format(began), Reasons.UnknownValue, $"Item '{number}' has no inventory.");
    }

    private async ValueTask<ILookup<string, OpenLine>> CommittedAsync(CancellationToken cancellationToken)
    {
        var orders = await paging.AllAsync<SalesDocument>(addresses.List("salesOrders", expand: "salesOrderLines"), api.Documents, cancellationToken);
        return ByItem(orders.SelectMany(order => order.SalesOrderLines ?? []));
    }

    private async ValueTask<ILookup<string, OpenLine>> ReturningAsync(CancellationToken cancellationToken)
    {
        var memos = await paging.AllAsync<SalesDocument>(addresses.List("salesCreditMemos", Unposted, expand: "salesCreditMemoLines"), api.Documents, cancellationToken);
        return ByItem(memos.SelectMany(memo => memo.SalesCreditMemoLines ?? []));
    }

    private static ILookup<string, OpenLine> ByItem(IEnumerable<OpenLine> lines) => lines.Where(line => line is { LineType: "Item", LineObjectNumber: not null }).ToLookup(line => line.LineObjectNumber!.Trim());

    private static decimal Open(IEnumerable<OpenLine> lines) => lines.Sum(line => (line.Quantity ?? 0) - (line.ShippedQuantity ?? 0));
}
