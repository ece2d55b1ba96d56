using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Reads one page of a window over "everything that changed since", oldest change first.</summary>
/// <remarks>Shopify leads through at most 25,000 objects by pages. So before that a window begins anew at the last change that it came to, and what is read twice there is recognised.</remarks>
internal static class Windows
{
    private const int MostInOneGo = 20_000;
    private const char Mark = '#';

    public static async ValueTask<(VendorWindow Window, TPage Answer)> ReadAsync<TPage>(
        this ShopifyAdmin admin, GraphDocument document, ReadRequest request, int most, VendorClock clock, JsonTypeInfo<TPage> read, CancellationToken cancellationToken, string field = ChangedSince.Updated)
    {
        var window = clock.Open(request);
        var first = Math.Clamp(request.PageSize, 1, most);
        var variables = new WindowVariables(first, Split(window.Page).Cursor, ChangedSince.Query(window.Since, field));
        var answer = await admin.SendAsync(document, variables, first, ShopifyJson.Default.WindowVariables, read, cancellationToken);
        return (window, answer);
    }

    /// <summary>Returns the page, and where the window goes on.</summary>
    /// <param name="window">The window.</param>
    /// <param name="info">Where the page ended.</param>
    /// <param name="changed">When each of the page's nodes changed; null for a node that does not say so.</param>
    /// <param name="changes">What the page brought.</param>
    /// <exception cref="ConnectorException">The page ended where it began: the count in our cursor would hide that from the engine.</exception>
    public static ChangePage<T> Of<T>(VendorWindow window, PageEnd info, IReadOnlyList<DateTimeOffset?> changed, IReadOnlyList<Change<T>> changes)
        where T : class
    {
        if (info is not { HasNextPage: true, EndCursor: { } cursor })
        {
            return new(changes, window.Finished(), More: false);
        }

        var (before, reached) = Split(window.Page);
        if (cursor == reached)
        {
            throw new ConnectorException(FaultKind.Rejected, "Shopify says that there is more, but its cursor did not advance.") { Reason = "cursor-stuck" };
        }

        var read = before + changed.Count;
        return read >= MostInOneGo && changed.Max() is { } last && Second(last) > Second(window.Since ?? DateTimeOffset.MinValue)
            ? new(changes, (window with { Since = last }).AtPage(""), More: true)
            : new(changes, window.AtPage(string.Create(CultureInfo.InvariantCulture, $"{Mark}{read}{Mark}{cursor}")), More: true);
    }

    /// <summary>When an entity that was read as it is changed.</summary>
    public static DateTimeOffset? ChangedAt(JsonElement node) =>
        node.ValueKind is JsonValueKind.Object && node.TryGetProperty("updatedAt", out var value) && value.ValueKind is JsonValueKind.String && value.TryGetDateTimeOffset(out var time) ? time : null;

    /// <summary>A page's cursor stands behind the number of objects that the window went through before.</summary>
    private static (int Read, string? Cursor) Split(string? page)
    {
        var parts = page is { Length: > 0 } && page[0] == Mark ? page.Split(Mark, 3) : [];
        return parts.Length == 3 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? (read, parts[2]) : (0, string.IsNullOrEmpty(page) ? null : page);
    }

    /// <summary>Shopify keeps whole seconds, so a window that begins anew within one would never get on.</summary>
    private static long Second(DateTimeOffset time) => time.ToUnixTimeSeconds();
}
