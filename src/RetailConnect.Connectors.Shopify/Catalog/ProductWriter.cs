using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Writes a product with productSet: by id once it is known, before that by a handle that we choose.</summary>
internal sealed class ProductWriter(ShopifyAdmin admin, ProductReader reader, ShopCurrency currency)
{
    private const int VariantsAtOnce = 250;

    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Product> envelope, CancellationToken cancellationToken)
    {
        var product = envelope.Value;
        ProductCheck.Run(product, await currency.TermsAsync(cancellationToken));
        var variables = Plan(envelope, envelope.TargetId is { } id ? await reader.LayoutAsync(id.Value, cancellationToken) : null);
        var answer = await admin.SendAsync(ProductDocuments.Set, variables, variables.First, ShopifyJson.Default.ProductSetVariables, ShopifyJson.Default.ProductSetAnswer, cancellationToken);
        UserErrors.ThrowIfAny("productSet", answer.ProductSet?.UserErrors ?? [], answer.RequestId);
        var written = answer.ProductSet?.Product ?? throw new ConnectorException(FaultKind.Transient, "productSet: Shopify answered without the product.");
        return await ReceiptAsync(product, written, cancellationToken);
    }

    /// <summary>What productSet is told.</summary>
    /// <param name="envelope">The product.</param>
    /// <param name="there">What the shop has of it; null when it was never written.</param>
    public static ProductSetVariables Plan(Envelope<Product> envelope, ProductLayout? there)
    {
        var handle = there is null ? Handle.Of(envelope.Canonical) : null;
        var input = ProductPlan.Of(envelope.Value, handle, there);
        return new(new(there?.Id, handle), input, SizeOf(input.Variants.Count));
    }

    /// <summary>Variants that are read back with the write, on which its cost depends.</summary>
    public static int SizeOf(int variants) => Math.Clamp(variants, 1, VariantsAtOnce);

    /// <summary>Reads the variants that did not fit into the answer, and makes the receipt.</summary>
    public async ValueTask<WriteReceipt> ReceiptAsync(Product product, WrittenProduct written, CancellationToken cancellationToken) =>
        Receipt(product, written, await admin.ReadOnAsync(ProductDocuments.SetVariants, written.Id, written.Variants, ShopifyJson.Default.RestWrittenVariant, cancellationToken));

    public static WriteReceipt Receipt(Product product, WrittenProduct written, IReadOnlyList<WrittenVariant> variants) => new(written.Id) { Links = Links(product, variants) };

    private static IReadOnlyList<EntityLink> Links(Product product, IReadOnlyList<WrittenVariant> written)
    {
        var ours = product.Variants.Select(variant => variant.Sku.Value).ToHashSet(StringComparer.Ordinal);
        return [.. written.Where(variant => variant.Sku is { } sku && ours.Contains(sku)).Select(variant => new EntityLink(EntityType.Variant, new(variant.Sku!), variant.InventoryItem.Id))];
    }
}
