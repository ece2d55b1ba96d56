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
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await admin.SendAsync(LocationDocuments.All, new PageVariables(AtOnce, after), AtOnce, ShopifyJson.Default.PageVariables, ShopifyJson.Default.EntityPage, cancellationToken);
            found.AddRange(answer.Page.Nodes.Select(node => node.Deserialize(ShopifyJson.Default.WireLocation)!).Where(location => location.IsActive).Select(location => location.Id));
            if (answer.Page.PageInfo is not { HasNextPage: true, EndCursor: { } end })
            {
                return [.. found.Order(StringComparer.Ordinal)];
            }

            after = end != after ? end : throw new ConnectorException(FaultKind.Rejected, "Shopify says that there are more locations, but its cursor did not advance.") { Reason = "cursor-stuck" };
        }

        throw new ConnectorException(FaultKind.Rejected, "Shopify's pages of locations did not end.") { Reason = "endless-pages" };
    }
}
