namespace RetailConnect.Connectors.BusinessCentral.Catalog;

/// <summary>How SKUs are made of item numbers and variant codes.</summary>
internal static class SkuRule
{
    public static Sku Compose(string number, string? variant, string separator) =>
        new(string.IsNullOrWhiteSpace(variant) ? number.Trim() : $"{number.Trim()}{separator}{variant.Trim()}");

    /// <summary>Item numbers that a SKU may stand for: numbers may hold the separator themselves, so there can be several.</summary>
    public static IEnumerable<string> Numbers(Sku sku, string separator)
    {
        yield return sku.Value;
        for (var at = sku.Value.IndexOf(separator, StringComparison.Ordinal); at >= 0; at = sku.Value.IndexOf(separator, at + 1, StringComparison.Ordinal))
        {
            if (at > 0 && at + separator.Length < sku.Value.Length)
            {
                yield return sku.Value[..at];
            }
        }
    }
}
