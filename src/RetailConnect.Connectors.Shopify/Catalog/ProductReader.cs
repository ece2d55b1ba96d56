using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Reads what the shop has of products that are to be written.</summary>
internal sealed class ProductReader(ShopifyAdmin admin)
{
    /// <summary>Most products of one read.</summary>
    public const int AtOnce = 20;

    /// <summary>Reads one product.</summary>
    public async ValueTask<ProductLayout> LayoutAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await admin.SendAsync(ProductDocuments.Layout, new IdVariables(id), 1, ShopifyJson.Default.IdVariables, ShopifyJson.Default.LayoutAnswer, cancellationToken);
        return await CompleteAsync(Existing(id, answer.Product), cancellationToken);
    }

    /// <summary>Reads several products by their ids; those that are gone are left out.</summary>
    public async ValueTask<IReadOnlyDictionary<string, ProductLayout>> LayoutsAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ProductLayout>();
        if (ids.Count == 0)
        {
            return found;
        }

        var answer = await admin.SendAsync(ProductDocuments.Layouts, new IdsVariables(ids), ids.Count, ShopifyJson.Default.IdsVariables, ShopifyJson.Default.NodeList, cancellationToken);
        foreach (var node in answer.Nodes.Where(node => node.ValueKind is JsonValueKind.Object && node.TryGetProperty("id", out _)))
        {
            var layout = node.Deserialize(ShopifyJson.Default.ProductLayout)!;
            found[layout.Id] = await CompleteAsync(layout, cancellationToken);
        }

        return found;
    }

    /// <summary>A product that was written before is not written anew when somebody deleted it.</summary>
    public static ProductLayout Existing(string id, ProductLayout? layout) => layout ?? throw new ConnectorException(FaultKind.Rejected, $"The product {id} was deleted in the shop.")
    {
        Reason = "deleted-in-target", Advice = "Restore the product in the shop, or remove its link in the crosswalk so that it is created anew, then replay.",
    };

    private async ValueTask<ProductLayout> CompleteAsync(ProductLayout layout, CancellationToken cancellationToken) => layout with
    {
        Variants = Connection<LayoutVariant>.Of(await admin.ReadOnAsync(ProductDocuments.LayoutVariants, layout.Id, layout.Variants, ShopifyJson.Default.RestLayoutVariant, cancellationToken)),
    };
}
