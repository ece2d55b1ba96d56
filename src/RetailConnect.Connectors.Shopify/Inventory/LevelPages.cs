using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Inventory;

/// <summary>Reads stock levels page by page, one active location after the other.</summary>
internal sealed class LevelPages(ShopifyAdmin admin, LocationBook locations)
{
    private const int MostOfPage = 250;
    private const int MostOfLocation = 25_000;

    /// <summary>Returns a page of all levels, and where the next one begins.</summary>
    /// <exception cref="ConnectorException">A location stocks more than pages lead through.</exception>
    public async ValueTask<(IReadOnlyList<ShownLevel> Levels, Cursor? Next)> AllAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        var (read, location, after) = PagePlace.Of(request.After);
        var active = location.Length == 0 ? await locations.ActiveAsync(cancellationToken) : null;
        if (active is [])
        {
            return ([], null);
        }

        location = active?[0] ?? location;

        var first = Math.Clamp(request.PageSize, 1, MostOfPage);
        if (read + first > MostOfLocation)
        {
            throw new ConnectorException(FaultKind.Unsupported, $"A location stocks more items than the {MostOfLocation} that Shopify's pages lead through.") { Reason = Reasons.Unsupported, Advice = "Let the connection use bulk operations: lower BulkOverhead." };
        }

        var variables = new ShownLevelVariables(location, first, after);
        var page = (await admin.SendAsync(ShownDocuments.Levels, variables, first, ShopifyJson.Default.ShownLevelVariables, ShopifyJson.Default.RestShownLevel, cancellationToken)).Node?.Rest;
        var levels = (page?.Nodes ?? []).Select(level => level with { Location = new(location) }).ToList();
        if (page?.PageInfo is { HasNextPage: true, EndCursor: { } end })
        {
            return end == after
                ? throw new ConnectorException(FaultKind.Rejected, "Shopify says that there are more levels, but its cursor did not advance.") { Reason = "cursor-stuck" }
                : (levels, new PagePlace(read + levels.Count, location, end).ToCursor());
        }

        var next = (active ?? await locations.ActiveAsync(cancellationToken)).FirstOrDefault(other => string.CompareOrdinal(other, location) > 0);
        return (levels, next is null ? null : new PagePlace(0, next, null).ToCursor());
    }
}
