using System.Globalization;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Writes the search that selects what changed since a moment.</summary>
internal static class ChangedSince
{
    /// <summary>Whole seconds, rounded down: Shopify keeps no finer times.</summary>
    public static string? Query(DateTimeOffset? since) =>
        since is { } moment ? string.Create(CultureInfo.InvariantCulture, $"updated_at:>='{moment.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z'") : null;
}
