using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Writes products with productSet: by id once it is known, before that by a handle that we choose.</summary>
internal sealed class ProductSink(ShopifyAdmin admin, ShopCurrency currency) : IChangeSink<Product>
{
    private const int VariantsAtOnce = 250;

    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Product> envelope, CancellationToken cancellationToken)
    {
        var product = envelope.Value;
        Check(product, await currency.TermsAsync(cancellationToken));
        var there = envelope.TargetId is { } id ? await LayoutAsync(id.Value, cancellationToken) : null;
        var handle = there is null ? Handle.Of(envelope.Canonical) : null;
        var input = ProductPlan.Of(product, handle, there);
        var first = Math.Clamp(input.Variants.Count, 1, VariantsAtOnce);
        var answer = await admin.SendAsync(
            ProductDocuments.Set, new ProductSetVariables(new(there?.Id, handle), input, first), first, ShopifyJson.Default.ProductSetVariables, ShopifyJson.Default.ProductSetAnswer, cancellationToken);
        UserErrors.ThrowIfAny("productSet", answer.ProductSet?.UserErrors ?? [], answer.RequestId);
        var written = answer.ProductSet?.Product ?? throw new ConnectorException(FaultKind.Transient, "productSet: Shopify answered without the product.");
        var variants = await admin.ReadOnAsync(ProductDocuments.SetVariants, written.Id, written.Variants, ShopifyJson.Default.RestWrittenVariant, cancellationToken);
        return new WriteReceipt(written.Id) { Links = Links(product, variants) };
    }

    private async ValueTask<ProductLayout> LayoutAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await admin.SendAsync(ProductDocuments.Layout, new LayoutVariables(id), 1, ShopifyJson.Default.LayoutVariables, ShopifyJson.Default.LayoutAnswer, cancellationToken);
        var layout = answer.Product ?? throw new ConnectorException(FaultKind.Rejected, $"The product {id} was deleted in the shop.")
        {
            Reason = "deleted-in-target", Advice = "Restore the product in the shop, or remove its link in the crosswalk so that it is created anew, then replay.",
        };
        return layout with
        {
            Variants = Connection<LayoutVariant>.Of(await admin.ReadOnAsync(ProductDocuments.LayoutVariants, id, layout.Variants, ShopifyJson.Default.RestLayoutVariant, cancellationToken)),
        };
    }

    private static void Check(Product product, ShopTerms shop)
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

    private static IReadOnlyList<EntityLink> Links(Product product, IReadOnlyList<WrittenVariant> written)
    {
        var ours = product.Variants.Select(variant => variant.Sku.Value).ToHashSet(StringComparer.Ordinal);
        return [.. written.Where(variant => variant.Sku is { } sku && ours.Contains(sku)).Select(variant => new EntityLink(EntityType.Variant, new(variant.Sku!), variant.InventoryItem.Id))];
    }
}
