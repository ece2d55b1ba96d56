using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Inventory;

/// <summary>Reads which locations are active.</summary>
internal sealed class LocationBook(ShopifyAdmin admin)
{
    private const int AtOnce = 100;
    private const int MostPages = 100;

    /// <summary>Returns their ids, in an order that stays.</summary>
    public async ValueTask<IReadOnlyList<string>> ActiveAsync(CancellationToken cancellationToken)
    {
        var found = new List<string>();
        var info = new PageEnd(true);
        for (var page = 0; info.HasNextPage && page < MostPages; page++)
        {
            var answer = await admin.SendAsync(LocationDocuments.All, new PageVariables(AtOnce, info.EndCursor), AtOnce, ShopifyJson.Default.PageVariables, ShopifyJson.Default.EntityPage, cancellationToken);
            found.AddRange(answer.Page.Nodes.Select(node => node.Deserialize(ShopifyJson.Default.WireLocation)!).Where(location => location.IsActive).Select(location => location.Id));
            info = answer.Page.PageInfo.EndCursor == info.EndCursor ? new(false) : answer.Page.PageInfo;
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }
}
