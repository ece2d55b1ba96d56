using System.Globalization;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Reads variants page by page in the order of their ids, or by SKU.</summary>
/// <remarks>Shopify leads through at most 25,000 objects by pages, so before that a read begins anew behind the last id.</remarks>
internal sealed class VariantPages(ShopifyAdmin admin)
{
    private const int MostOfPage = 250;
    private const int MostInOneGo = 20_000;
    private const int MostPages = 100;

    /// <summary>Returns a page of all variants, and where the next one begins.</summary>
    public async ValueTask<(IReadOnlyList<ShownVariant> Variants, Cursor? Next)> AllAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        var (read, floor, after) = PagePlace.Of(request.After);
        var page = await ReadAsync(Math.Clamp(request.PageSize, 1, MostOfPage), after, floor.Length > 0 ? $"id:>={floor}" : null, cancellationToken);
        if (page.PageInfo is not { HasNextPage: true, EndCursor: { } end })
        {
            return (page.Nodes, null);
        }

        var reached = read + page.Nodes.Count;
        var last = page.Nodes.Count > 0 && long.TryParse(page.Nodes[^1].Id.Split('/')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : default(long?);
        return (page.Nodes, reached >= MostInOneGo && last is { } known ? new PagePlace(0, $"{known + 1}", null).ToCursor() : new PagePlace(reached, floor, end).ToCursor());
    }

    /// <summary>Returns the variants that the search finds for some SKUs: it compares words, without case.</summary>
    public async ValueTask<IReadOnlyList<ShownVariant>> BySkuAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var found = new List<ShownVariant>();
        var query = string.Join(" OR ", skus.Select(Term));
        string? after = null;
        for (var number = 0; skus.Count > 0; number++)
        {
            if (number == MostPages)
            {
                throw new ConnectorException(FaultKind.Rejected, $"Shopify finds more than {MostPages} pages of variants for {skus.Count} SKUs.") { Reason = "endless-pages" };
            }

            var page = await ReadAsync(Math.Clamp(skus.Count * 2, 10, MostOfPage), after, query, cancellationToken);
            found.AddRange(page.Nodes);
            if (page.PageInfo is not { HasNextPage: true, EndCursor: { } end })
            {
                break;
            }

            after = end;
        }

        return found;
    }

    private async ValueTask<Connection<ShownVariant>> ReadAsync(int first, string? after, string? query, CancellationToken cancellationToken)
    {
        var page = (await admin.SendAsync(ShownDocuments.Variants, new WindowVariables(first, after, query), first, ShopifyJson.Default.WindowVariables, ShopifyJson.Default.ShownVariants, cancellationToken)).Page;
        return page.PageInfo.HasNextPage && page.PageInfo.EndCursor == after
            ? throw new ConnectorException(FaultKind.Rejected, "Shopify says that there are more variants, but its cursor did not advance.") { Reason = "cursor-stuck" }
            : page;
    }

    private static string Term(string sku) => $"sku:'{sku.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
