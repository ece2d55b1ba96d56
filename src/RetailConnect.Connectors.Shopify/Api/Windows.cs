using System.Text.Json.Serialization.Metadata;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Reads one page of a window over "everything that changed since".</summary>
internal static class Windows
{
    public static async ValueTask<(WindowCursor Window, TPage Answer)> ReadAsync<TPage>(
        this ShopifyAdmin admin, GraphDocument document, ReadRequest request, int most, VendorClock clock, JsonTypeInfo<TPage> read, CancellationToken cancellationToken)
    {
        var window = WindowCursor.Open(request, clock.Now);
        var first = Math.Clamp(request.PageSize, 1, most);
        var variables = new WindowVariables(first, window.Page, ChangedSince.Query(window.Since));
        var answer = await admin.SendAsync(document, variables, first, ShopifyJson.Default.WindowVariables, read, cancellationToken);
        return (window, answer);
    }

    public static ChangePage<T> Of<T>(WindowCursor window, PageEnd info, IReadOnlyList<Change<T>> changes)
        where T : class => info is { HasNextPage: true, EndCursor: { } cursor }
            ? new(changes, window.AtPage(cursor), More: true)
            : new(changes, window.Finished(), More: false);
}
