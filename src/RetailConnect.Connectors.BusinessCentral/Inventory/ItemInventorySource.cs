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

    private Change<StockLevel> Map(Item item, Dictionary<string, decimal> committed, Dictionary<string, decimal> returning, DateTimeOffset began)
    {
        var number = item.Number!.Trim();
        var id = StockLevel.IdOf(new(number), options.DefaultLocation!);
        if (item.ItemVariants is { Count: > 0 })
        {
            return StockMapper.Unreadable(id, Versions.Of(item.LastModifiedDateTime, began), "stock-page-needed", $"The one total of item '{number}' does not say what its variants have.",
                "Install the stock page and set StockPageRoute, then replay.");
        }

        return item.Inventory is { } onHand
            ? Change.Upserted(id, Versions.Format(began), StockMapper.Level(new(number), options.DefaultLocation!, onHand, committed.GetValueOrDefault(number), returning.GetValueOrDefault(number), began))
            : StockMapper.Unreadable(id, Versions.Format(began), Reasons.UnknownValue, $"Item '{number}' has no inventory.");
    }

    private async ValueTask<Dictionary<string, decimal>> CommittedAsync(CancellationToken cancellationToken)
    {
        var orders = await paging.AllAsync<SalesDocument>(addresses.List("salesOrders", expand: "salesOrderLines"), api.Documents, cancellationToken);
        return Sum(orders.SelectMany(order => order.SalesOrderLines ?? []));
    }

    private async ValueTask<Dictionary<string, decimal>> ReturningAsync(CancellationToken cancellationToken)
    {
        var memos = await paging.AllAsync<SalesDocument>(addresses.List("salesCreditMemos", Unposted, expand: "salesCreditMemoLines"), api.Documents, cancellationToken);
        return Sum(memos.SelectMany(memo => memo.SalesCreditMemoLines ?? []));
    }

    private static Dictionary<string, decimal> Sum(IEnumerable<OpenLine> lines) => lines
        .Where(line => line is { LineType: "Item", LineObjectNumber: not null })
        .GroupBy(line => line.LineObjectNumber!.Trim())
        .ToDictionary(group => group.Key, group => group.Sum(line => (line.Quantity ?? 0) - (line.ShippedQuantity ?? 0)));
}
