namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>What a product must have before anything is asked or sent.</summary>
internal static class ProductRules
{
    /// <exception cref="ConnectorException">The product can't be written.</exception>
    public static void Check(Product product, HashSet<string> taken, SquareOptions options)
    {
        var skus = product.Variants.Select(variant => variant.Sku.Value).ToList();
        if (skus.Count == 0 || skus.Any(string.IsNullOrWhiteSpace))
        {
            throw new ConnectorException(FaultKind.Rejected, "A variant has no SKU, or the product has no variant.") { Reason = Reasons.UnknownSku };
        }

        if (options.MerchantCurrency is { } currency && product.Variants.Any(variant => !variant.Price.Amount.Currency.Code.Equals(currency, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ConnectorException(FaultKind.Rejected, $"A price is not in the seller's currency {currency}.") { Reason = Reasons.UnsupportedCurrency };
        }

        if (options.PricesIncludeTax is { } expected && product.Variants.Any(variant => variant.Price.TaxIncluded is { } included && included != expected))
        {
            throw new ConnectorException(FaultKind.Rejected, $"The price is {(expected ? "without" : "with")} tax, the seller's prices are {(expected ? "with" : "without")} it.") { Reason = Reasons.PriceTaxDiffers };
        }

        if (skus.Distinct().Count() < skus.Count || skus.Any(taken.Contains))
        {
            throw new ConnectorException(FaultKind.Rejected, "Two variants have the same SKU.") { Reason = "sku-elsewhere", Advice = "Give each variant a SKU of its own in the ERP, then replay." };
        }

        taken.UnionWith(skus);
    }
}
