using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Reads one page of a window over "everything that changed since".</summary>
internal static class Windows
{
    public static async ValueTask<(WindowCursor Window, Connection<JsonElement> Page)> ReadAsync(
        this ShopifyAdmin admin, GraphDocument document, ReadRequest request, int most, TimeProvider time, JsonTypeInfo<EntityPage> read, CancellationToken cancellationToken)
    {
        var window = WindowCursor.Open(request, time.GetUtcNow());
        var first = Math.Clamp(request.PageSize, 1, most);
        var variables = new WindowVariables(first, window.Page, ChangedSince.Query(window.Since));
        var answer = await admin.SendAsync(document, variables, first, ShopifyJson.Default.WindowVariables, read, cancellationToken);
        return (window, answer.Page);
    }

    public static ChangePage<T> Of<T>(WindowCursor window, PageEnd info, IReadOnlyList<Change<T>> changes)
        where T : class => info is { HasNextPage: true, EndCursor: { } cursor }
            ? new(changes, window.AtPage(cursor), More: true)
            : new(changes, window.Finished(), More: false);
}
