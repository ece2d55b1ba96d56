using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Catalog;

/// <summary>Knows the names of item categories: all are read with the first item of a window that has one, and again when a code is new.</summary>
internal sealed class CategoryFinder(IBusinessCentralApi api, Addresses addresses, Paging paging)
{
    private volatile Dictionary<string, string> known = [];

    /// <summary>Lets the names be read anew; a renamed category does not touch its items.</summary>
    public void Forget() => known = [];

    /// <summary>Returns the names of the items' categories, by code.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        var codes = items.Select(CodeOf).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var seen = known;
        if (codes.All(seen.ContainsKey))
        {
            return seen;
        }

        var rows = await paging.AllAsync<ItemCategory>(addresses.List("itemCategories", select: "code,displayName"), api.Categories, cancellationToken);
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows.Where(row => !string.IsNullOrWhiteSpace(row.Code)))
        {
            names[row.Code!.Trim()] = string.IsNullOrWhiteSpace(row.DisplayName) ? row.Code.Trim() : row.DisplayName.Trim();
        }

        // A category that went between the two reads keeps its code as its name.
        foreach (var code in codes)
        {
            names.TryAdd(code, code);
        }

        return known = names;
    }

    /// <summary>The code of an item's category; null when it has none.</summary>
    public static string? CodeOf(Item item) => string.IsNullOrWhiteSpace(item.ItemCategoryCode) ? null : item.ItemCategoryCode.Trim();
}
