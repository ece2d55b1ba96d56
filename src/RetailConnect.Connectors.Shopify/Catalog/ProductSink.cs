using System.Globalization;
using System.Text.Json.Nodes;
using RetailConnect.Connectors.Shopify.Api;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Writes products with productSet: by the id that is known, else by a handle that we derive, so that a repeat finds the same product.</summary>
/// <remarks>productSet deletes what a list leaves out, so the variants are always sent as a whole; lists that we don't own (media, metafields, collections, tags) are never sent.</remarks>
internal sealed class ProductSink(ShopifyClient client) : IChangeSink<Product>
{
    private const string Option = "Title";
    private const int MostVariants = 100;

    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Product> envelope, CancellationToken cancellationToken)
    {
        var product = envelope.Value;
        if (product.Variants.Count is 0 or > MostVariants)
        {
            throw new ConnectorException(FaultKind.Rejected, $"A product of {product.Variants.Count} variants can't be written; 1 to {MostVariants} can.") { Reason = "product-too-large" };
        }

        var identifier = envelope.TargetId is { } id ? new JsonObject { ["id"] = id.Value } : new JsonObject { ["handle"] = HandleOf(envelope.Canonical) };
        var answer = (await client.RunAsync(Documents.ProductSet, new() { ["identifier"] = identifier, ["input"] = Input(product) }, cancellationToken)).ProductSet!;
        if (answer.UserErrors.Count > 0)
        {
            throw ShopifyClient.Refusal(answer.UserErrors);
        }

        var written = answer.Product ?? throw new ConnectorException(FaultKind.Transient, "Shopify wrote a product and did not say which.");
        return new(written.Id)
        {
            Links = [.. written.Variants!.Nodes.Where(variant => !string.IsNullOrEmpty(variant.Sku)).Select(variant => new EntityLink(EntityType.Variant, new(variant.Sku!), variant.InventoryItem.Id))],
        };
    }

    /// <summary>Handles take letters, digits and hyphens.</summary>
    private static string HandleOf(CanonicalId id) => new([.. id.Value.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-')]);

    private static JsonObject Input(Product product)
    {
        var names = product.Variants.Select(NameOf).ToList();
        var input = new JsonObject
        {
            ["title"] = product.Title, ["status"] = product.Status is ProductStatus.Active ? "ACTIVE" : "ARCHIVED",
            ["productOptions"] = new JsonArray(new JsonObject { ["name"] = Option, ["position"] = 1, ["values"] = new JsonArray([.. names.Distinct().Select(name => (JsonNode)new JsonObject { ["name"] = name })]) }),
            ["variants"] = new JsonArray([.. product.Variants.Select(Variant)]),
        };
        if (product.Description is { } description)
        {
            input["descriptionHtml"] = System.Net.WebUtility.HtmlEncode(description);
        }

        return input;
    }

    private static string NameOf(ProductVariant variant) => variant.Title ?? "Default Title";

    private static JsonNode Variant(ProductVariant variant)
    {
        // compareAtPrice is sent as null on purpose when there is none: a former price must not stay beside a new one.
        var body = new JsonObject
        {
            ["sku"] = variant.Sku.Value, ["price"] = Text(variant.Price.Amount), ["compareAtPrice"] = variant.Price.CompareAt is { } compare && compare > variant.Price.Amount ? Text(compare) : null,
            ["optionValues"] = new JsonArray(new JsonObject { ["optionName"] = Option, ["name"] = NameOf(variant) }),
        };
        var item = new JsonObject { ["tracked"] = true };
        if (variant.Cost is { } cost)
        {
            item["cost"] = Text(cost);
        }

        if (variant.Gtin is { } gtin)
        {
            body["barcode"] = gtin.Value;
        }

        body["inventoryItem"] = item;
        return body;
    }

    private static string Text(Money money) => money.Amount.ToString(CultureInfo.InvariantCulture);
}
