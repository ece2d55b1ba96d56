using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Reads products, and the links of their variants.</summary>
internal sealed class ProductSource(ShopifyAdmin admin, ShopCurrency currency, ShopifyOptions options, VendorClock clock) : IChangeSource<Product>, IEntitySource<Product>
{
    public const int AtOnce = 9;

    public async ValueTask<ChangePage<Product>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var (window, answer) = await admin.ReadAsync(ProductDocuments.Changed, request, options.ProductPageSize, clock, ShopifyJson.Default.EntityPage, cancellationToken);
        return Windows.Of(window, answer.Page.PageInfo, await MapAsync(answer.Page.Nodes, cancellationToken));
    }

    public async ValueTask<IReadOnlyList<Change<Product>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var variables = new IdsVariables([.. entities.Select(entity => entity.Value)]);
        var answer = await admin.SendAsync(ProductDocuments.ByIds, variables, entities.Count, ShopifyJson.Default.IdsVariables, ShopifyJson.Default.NodeList, cancellationToken);
        return await MapAsync(answer.Nodes, cancellationToken);
    }

    private async ValueTask<IReadOnlyList<Change<Product>>> MapAsync(IEnumerable<JsonElement> nodes, CancellationToken cancellationToken)
    {
        var money = await currency.GetAsync(cancellationToken);
        return await Entities.MapAsync(nodes, ShopifyJson.Default.WireProduct, product => CompleteAsync(product, cancellationToken), product => ProductMapper.Change(product, money));
    }

    private async ValueTask<WireProduct> CompleteAsync(WireProduct product, CancellationToken cancellationToken) => product with
    {
        Variants = Connection<WireVariant>.Of(await admin.ReadOnAsync(ProductDocuments.Variants, product.Id, product.Variants, ShopifyJson.Default.RestWireVariant, cancellationToken)),
    };
}
