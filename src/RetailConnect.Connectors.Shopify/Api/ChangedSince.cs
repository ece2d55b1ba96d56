using System.Globalization;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Writes the search that selects what changed since a moment.</summary>
internal static class ChangedSince
{
    /// <summary>Field of the last change.</summary>
    public const string Updated = "updated_at";

    /// <summary>Field of the time at which a payout was issued.</summary>
    public const string Issued = "issued_at";

    /// <summary>Whole seconds, rounded down: Shopify keeps no finer times.</summary>
    public static string? Query(DateTimeOffset? since, string field = Updated) =>
        since is { } moment ? string.Create(CultureInfo.InvariantCulture, $"{field}:>='{moment.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z'") : null;
}
