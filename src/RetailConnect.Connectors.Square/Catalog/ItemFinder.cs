using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>Finds the items of products wherever they may be by now: by the item's id, by linked variations, and by SKU, so that a repeat never makes a second item.</summary>
internal sealed class ItemFinder(CatalogReader catalog, ConnectionLinks links)
{
    public async ValueTask<IReadOnlyList<ItemPlan>> FindAsync(IReadOnlyList<(int Index, Envelope<Product> Envelope)> products, CancellationToken cancellationToken)
    {
        var plans = new List<ItemPlan>();
        foreach (var (index, envelope) in products)
        {
            plans.Add(new(index, envelope) { Linked = await LinkedAsync(envelope.Value, cancellationToken) });
        }

        var items = new Dictionary<string, CatalogObject>();
        await AddAsync(items, await catalog.ByIdAsync(plans.Select(plan => plan.Envelope.TargetId?.Value).OfType<string>(), cancellationToken), cancellationToken);
        var strays = plans.SelectMany(plan => plan.Linked.Values).Where(variation => !Owns(items, variation)).ToList();
        await AddAsync(items, await catalog.ByIdAsync(strays, cancellationToken), cancellationToken);
        var there = Index(items.Values);
        var missing = plans.SelectMany(plan => plan.Envelope.Value.Variants.Select(variant => variant.Sku.Value).Where(sku => !there.ContainsKey(sku) && !Owns(items, plan.Linked.GetValueOrDefault(sku))));
        await AddAsync(items, await catalog.BySkuAsync(missing, cancellationToken), cancellationToken);
        return [.. plans.Select(plan => Settle(plan, items, Index(items.Values)))];
    }

    private async ValueTask<Dictionary<string, string>> LinkedAsync(Product product, CancellationToken cancellationToken)
    {
        var linked = new Dictionary<string, string>();
        foreach (var sku in product.Variants.Select(variant => variant.Sku.Value))
        {
            if (await links.FindAsync(EntityType.Variant, new(sku), cancellationToken) is { } variation)
            {
                linked[sku] = variation.Value;
            }
        }

        return linked;
    }

    /// <summary>Adds items, and the items of variations.</summary>
    private async ValueTask AddAsync(Dictionary<string, CatalogObject> items, IReadOnlyList<CatalogObject> found, CancellationToken cancellationToken)
    {
        foreach (var item in found.Where(item => item.ItemContent is not null))
        {
            items[item.Id] = item;
        }

        var owners = found.Select(item => item.VariationContent?.ItemId).OfType<string>().Where(id => !items.ContainsKey(id));
        foreach (var item in (await catalog.ByIdAsync(owners, cancellationToken)).Where(item => item.ItemContent is not null))
        {
            items[item.Id] = item;
        }
    }

    private static bool Owns(Dictionary<string, CatalogObject> items, string? variation) =>
        variation is not null && items.Values.Any(item => Variations(item).Any(other => other.Id == variation));

    /// <summary>Items by the SKUs of their variations.</summary>
    private static Dictionary<string, List<string>> Index(IEnumerable<CatalogObject> items) => items
        .SelectMany(item => Variations(item).Select(variation => (Sku: variation.VariationContent?.Sku?.Trim() ?? "", Item: item.Id)))
        .Where(entry => entry.Sku.Length > 0).Distinct().GroupBy(entry => entry.Sku).ToDictionary(group => group.Key, group => group.Select(entry => entry.Item).ToList());

    private static ItemPlan Settle(ItemPlan plan, Dictionary<string, CatalogObject> items, Dictionary<string, List<string>> bySku)
    {
        var own = plan.Envelope.TargetId is { } target && items.TryGetValue(target.Value, out var item) ? item
            : plan.Linked.Values.Select(variation => items.Values.FirstOrDefault(other => Variations(other).Any(there => there.Id == variation))).FirstOrDefault(other => other is not null);
        var places = plan.Envelope.Value.Variants.SelectMany(variant => bySku.GetValueOrDefault(variant.Sku.Value, [])).Distinct().ToList();
        own ??= places.Count == 1 ? items[places[0]] : null;
        var elsewhere = plan.Envelope.Value.Variants.Select(variant => variant.Sku.Value).FirstOrDefault(sku => bySku.TryGetValue(sku, out var homes) && (own is null || !homes.Contains(own.Id)));
        return elsewhere is null ? plan with { Existing = own } : plan with
        {
            Fault = new(FaultKind.Rejected, $"SKU {elsewhere} stands at another item of Square's catalogue.") { Reason = "sku-elsewhere", Advice = "Merge or delete the other item in Square, then replay." },
        };
    }

    private static IEnumerable<CatalogObject> Variations(CatalogObject item) => (item.ItemContent?.Variations ?? []).Where(variation => variation.IsDeleted is not true);
}
