using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Says once when Shopify answers with another version than it was asked for, and once for each part of this version that it will take away.</summary>
/// <remarks>Thread-safe. Both stand in headers of every answer; since 2025-04 the second one names the fields (shopify.dev: API versioning, and the changelog of 24 February 2025).</remarks>
internal sealed partial class VersionWatch(ConnectionContext connection, ILogger<VersionWatch> logger)
{
    public const string VersionHeader = "X-Shopify-API-Version";
    public const string DeprecatedHeader = "X-Shopify-API-Deprecated-Reason";

    /// <summary>More different texts than this are no news any more.</summary>
    private const int MostTold = 100;

    private readonly ConcurrentDictionary<(string Document, string Text), bool> told = new();

    /// <summary>Looks at the headers of an answer.</summary>
    public void See(GraphDocument document, HttpResponseHeaders? headers)
    {
        if (TextOf(headers, VersionHeader) is { } version && version != ShopifyOptions.ApiVersion && IsNews("", version))
        {
            LogVersion(connection.Tenant.Value, connection.Name, version, ShopifyOptions.ApiVersion);
        }

        if (TextOf(headers, DeprecatedHeader) is { } reason && IsNews(document.Name, reason))
        {
            LogDeprecated(connection.Tenant.Value, connection.Name, document.Name, ShopifyOptions.ApiVersion, reason);
        }
    }

    private static string? TextOf(HttpResponseHeaders? headers, string name) =>
        headers is not null && headers.TryGetValues(name, out var values) && PlainText.Of(string.Join(", ", values)) is { Length: > 0 } text ? text : null;

    private bool IsNews(string document, string text) => told.Count < MostTold && told.TryAdd((document, text), true);

    [LoggerMessage(1101, LogLevel.Error, "{Tenant}/{Connection}: Shopify answers with version {Answered} of its API instead of {Asked}, which it does not support any more; a newer version of this package is needed.")]
    private partial void LogVersion(string tenant, string connection, string answered, string asked);

    [LoggerMessage(1102, LogLevel.Warning, "{Tenant}/{Connection}: {Document} uses what version {Asked} of Shopify's API calls deprecated: {Reason}. It works as long as Shopify supports this version.")]
    private partial void LogDeprecated(string tenant, string connection, string document, string asked, string reason);
}
