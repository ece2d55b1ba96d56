using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Connectors.Shopify.Catalog.Attributes;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Reads products, and the links of their variants.</summary>
internal sealed class ProductSource(ShopifyAdmin admin, ShopCurrency currency, MetafieldReader metafields, ShopifyOptions options, VendorClock clock) : IChangeSource<Product>, IEntitySource<Product>
{
    public const int AtOnce = 9;

    public async ValueTask<ChangePage<Product>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var (window, answer) = await admin.ReadAsync(ProductDocuments.Changed, request, options.ProductPageSize, clock, ShopifyJson.Default.EntityPage, cancellationToken);
        return Windows.Of(window, answer.Page.PageInfo, [.. answer.Page.Nodes.Select(Windows.ChangedAt)], await MapAsync(answer.Page.Nodes, cancellationToken));
    }

    public async ValueTask<IReadOnlyList<Change<Product>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var variables = new IdsVariables([.. entities.Select(entity => entity.Value)]);
        var answer = await admin.SendAsync(ProductDocuments.ByIds, variables, entities.Count, ShopifyJson.Default.IdsVariables, ShopifyJson.Default.NodeList, cancellationToken);
        return await MapAsync(answer.Nodes, cancellationToken);
    }

    private async ValueTask<IReadOnlyList<Change<Product>>> MapAsync(IReadOnlyList<JsonElement> nodes, CancellationToken cancellationToken)
    {
        var terms = await currency.TermsAsync(cancellationToken);
        var owned = await metafields.ReadAsync([.. nodes.Select(IdOf).OfType<string>()], cancellationToken);
        return await Entities.MapAsync(nodes, ShopifyJson.Default.WireProduct, product => CompleteAsync(product, cancellationToken), product => Map(product, terms, owned.GetValueOrDefault(product.Id)));
    }

    private Change<Product> Map(WireProduct product, ShopTerms terms, OwnedMetafields? owned)
    {
        if (owned?.Fault is { } fault)
        {
            throw fault;
        }

        var change = ProductMapper.Change(product, terms);
        return change with { Value = change.Value! with { Attributes = AttributeMapper.Map(owned, options.Attributes) } };
    }

    private static string? IdOf(JsonElement node) => node.ValueKind is JsonValueKind.Object && node.TryGetProperty("id", out var id) ? id.GetString() : null;

    private async ValueTask<WireProduct> CompleteAsync(WireProduct product, CancellationToken cancellationToken) => product with
    {
        Variants = Connection<WireVariant>.Of(await admin.ReadOnAsync(ProductDocuments.Variants, product.Id, product.Variants, ShopifyJson.Default.RestWireVariant, cancellationToken)),
    };
}
