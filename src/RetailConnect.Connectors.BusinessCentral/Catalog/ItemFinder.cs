using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Catalog;

/// <summary>Finds what a SKU stands for: in the crosswalk, else in Business Central itself.</summary>
internal sealed class ItemFinder(IBusinessCentralApi api, Addresses addresses, Paging paging, ConnectionLinks links, UnitBook units, BusinessCentralOptions options)
{
    /// <summary>Finds all SKUs of a document, with the units in which they are counted.</summary>
    /// <exception cref="ConnectorException">One of them is no SKU of Business Central.</exception>
    public async ValueTask<IReadOnlyDictionary<Sku, ItemKey>> FindAsync(IEnumerable<Sku> skus, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Sku, ItemKey>();
        foreach (var sku in skus.Distinct())
        {
            found[sku] = await links.FindAsync(EntityType.Variant, new(sku.Value), cancellationToken) is { } link ? ItemKey.Parse(link) : await AskAsync(sku, cancellationToken);
        }

        // All of a document travel in one request.
        var counted = await Task.WhenAll(found.Select(async entry => KeyValuePair.Create(entry.Key, entry.Value with { Unit = await units.OfAsync(entry.Value.Number, cancellationToken) })));
        return counted.ToDictionary();
    }

    /// <summary>Item numbers under which a SKU's stock may be found.</summary>
    public async ValueTask<IEnumerable<string>> NumbersAsync(Sku sku, CancellationToken cancellationToken) =>
        await links.FindAsync(EntityType.Variant, new(sku.Value), cancellationToken) is { } link ? [ItemKey.Parse(link).Number] : SkuRule.Numbers(sku, options.VariantSeparator);

    private async ValueTask<ItemKey> AskAsync(Sku sku, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(sku.Value))
        {
            throw Unknown("A line of stocked goods has no SKU.");
        }

        var numbers = SkuRule.Numbers(sku, options.VariantSeparator).Where(number => number.Length <= 20).ToArray();
        if (numbers.Length == 0)
        {
            throw Unknown($"SKU '{sku}' is longer than any item number.");
        }

        var items = await paging.AllAsync<Item>(addresses.List("items", Filter.AnyOf("number", numbers), expand: "itemVariants"), api.Items, cancellationToken);
        var match = items.Where(item => item.Number is not null).SelectMany(item => ItemMapper.Links(item, options.VariantSeparator)).FirstOrDefault(link => link.Canonical.Value == sku.Value);
        return match is null ? throw Unknown($"Business Central has no item or variant with SKU '{sku}'.") : ItemKey.Parse(match.External);
    }

    private static ConnectorException Unknown(string message) => new(FaultKind.Rejected, message) { Reason = Reasons.UnknownSku };
}
