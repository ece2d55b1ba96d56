using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Catalog;

/// <summary>Shows items and their variants with the compared fields only, which is a small part of what a source of products reads.</summary>
internal sealed class ItemSnapshot(IBusinessCentralApi api, Addresses addresses, Paging paging, BusinessCentralOptions options) : ISnapshotSource<Product>
{
    public const int AtOnce = 20;
    private const int MostOfNumber = 20;
    private const string Select = "id,number,gtin,unitPrice,blocked";
    private const string Expand = "itemVariants($select=id,code)";

    public static readonly string[] Fields = [ObservedField.Price, ObservedField.Gtin, ObservedField.Status];

    public async ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        if (request.Keys is { } keys)
        {
            return new(await ByKeyAsync(keys.ToHashSet(StringComparer.Ordinal), cancellationToken), null);
        }

        var address = request.After is { } place ? addresses.At(place.Value) : addresses.Items(null, Expand, Select);
        var page = await api.Items(address, paging.Prefer(request.PageSize), cancellationToken).Needed();
        return new(await ObserveAsync(page.Value.Sound(), cancellationToken), page.NextLink is { } link ? new(addresses.PathOf(link)) : null);
    }

    private async ValueTask<IReadOnlyList<Observation>> ByKeyAsync(HashSet<string> skus, CancellationToken cancellationToken)
    {
        var numbers = skus.SelectMany(sku => SkuRule.Numbers(new(sku), options.VariantSeparator)).Where(number => number.Length is > 0 and <= MostOfNumber).Distinct(StringComparer.OrdinalIgnoreCase);
        var found = new List<Observation>();
        foreach (var chunk in numbers.Chunk(AtOnce))
        {
            var items = await paging.AllAsync<Item>(addresses.Items(Filter.AnyOf("number", chunk), Expand, Select), api.Items, cancellationToken);
            found.AddRange((await ObserveAsync(items, cancellationToken)).Where(seen => skus.Contains(seen.Key)));
        }

        return found;
    }

    private async ValueTask<IReadOnlyList<Observation>> ObserveAsync(IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        var found = new List<Observation>();
        foreach (var item in items.Where(item => !string.IsNullOrWhiteSpace(item.Number)))
        {
            found.AddRange(ItemMapper.Skus(await WholeAsync(item, cancellationToken), options.VariantSeparator).Select(sku => Observe(item, sku.Sku, sku.Gtin)));
        }

        return found;
    }

    private Observation Observe(Item item, Sku sku, Gtin? gtin) => new(sku.Value, item.Id.ToString(),
    [
        ObservedField.Of(ObservedField.Price, item.UnitPrice is { } price ? new Money(price, new Currency(options.LocalCurrency)) : default(Money?)),
        ObservedField.Of(ObservedField.Gtin, gtin?.Value),
        ObservedField.Of(item.Blocked is true ? ProductStatus.Archived : ProductStatus.Active),
    ]);

    /// <summary>Reads the variants that did not fit into the answer.</summary>
    private async ValueTask<Item> WholeAsync(Item item, CancellationToken cancellationToken) => item.MoreVariants is { } link
        ? item with { ItemVariants = [.. item.ItemVariants ?? [], .. await paging.AllAsync<ItemVariant>(addresses.At(addresses.PathOf(link)), api.Variants, cancellationToken)] }
        : item;
}
