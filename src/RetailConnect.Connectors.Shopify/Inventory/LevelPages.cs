using System.Globalization;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Inventory;

/// <summary>Reads stock levels page by page, one active location after the other.</summary>
internal sealed class LevelPages(ShopifyAdmin admin, LocationBook locations)
{
    private const int MostOfPage = 250;
    private const int MostOfLocation = 25_000;
    private const char Mark = '#';

    /// <summary>Returns a page of all levels, and where the next one begins.</summary>
    /// <exception cref="ConnectorException">A location stocks more than pages lead through.</exception>
    public async ValueTask<(IReadOnlyList<ShownLevel> Levels, Cursor? Next)> AllAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        var (read, location, after) = Split(request.After?.Value);
        var active = location is null ? await locations.ActiveAsync(cancellationToken) : null;
        location ??= active!.Count > 0 ? active[0] : null;
        if (location is null)
        {
            return ([], null);
        }

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
                : (levels, Join(read + levels.Count, location, end));
        }

        var next = (active ?? await locations.ActiveAsync(cancellationToken)).FirstOrDefault(other => string.CompareOrdinal(other, location) > 0);
        return (levels, next is null ? null : Join(0, next, ""));
    }

    private static Cursor Join(int read, string location, string after) => new(string.Create(CultureInfo.InvariantCulture, $"{read}{Mark}{location}{Mark}{after}"));

    private static (int Read, string? Location, string? After) Split(string? cursor) =>
        cursor is null ? (0, null, null)
        : cursor.Split(Mark, 3) is [var read, var location, var after] && int.TryParse(read, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? (count, location, after.Length > 0 ? after : null)
        : throw new ConnectorException(FaultKind.Rejected, "The cursor is not one of this snapshot.") { Reason = "cursor-invalid" };
}
