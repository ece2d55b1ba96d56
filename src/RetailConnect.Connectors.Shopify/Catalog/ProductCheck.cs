using RetailConnect.Connectors.Shopify.Api;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Refuses what the shop could not sell.</summary>
internal static class ProductCheck
{
    public static void Run(Product product, ShopTerms shop)
    {
        if (product.Variants.Count == 0)
        {
            throw new ConnectorException(FaultKind.Rejected, "The product has no variant to sell.") { Reason = Reasons.UnknownSku };
        }

        if (product.Variants.FirstOrDefault(variant => string.IsNullOrWhiteSpace(variant.Sku.Value)) is not null || product.Variants.DistinctBy(variant => variant.Sku).Count() != product.Variants.Count)
        {
            throw new ConnectorException(FaultKind.Rejected, "A variant has no SKU, or shares it with another one.") { Reason = Reasons.UnknownSku };
        }

        if (product.Variants.SelectMany(Prices).FirstOrDefault(money => money.Currency != shop.Currency) is { Currency.Code.Length: > 0 } foreign)
        {
            throw new ConnectorException(FaultKind.Rejected, $"The price stands in {foreign.Currency}, the shop sells in {shop.Currency}.") { Reason = Reasons.UnsupportedCurrency };
        }

        if (product.Variants.Any(variant => variant.Price.TaxIncluded is { } included && included != shop.TaxesIncluded))
        {
            throw new ConnectorException(FaultKind.Rejected, $"The price is {(shop.TaxesIncluded ? "without" : "with")} tax, the shop's prices are {(shop.TaxesIncluded ? "with" : "without")} it.") { Reason = Reasons.PriceTaxDiffers };
        }
    }

    private static IEnumerable<Money> Prices(ProductVariant variant)
    {
        Money?[] all = [variant.Price.Amount, variant.Price.CompareAt, variant.Cost];
        return all.OfType<Money>();
    }
}
