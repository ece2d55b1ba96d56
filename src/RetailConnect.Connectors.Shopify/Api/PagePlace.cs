using System.Globalization;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Where a snapshot that is read in parts is: a cursor of its own around Shopify's.</summary>
/// <param name="Read">Objects read of the part.</param>
/// <param name="Part">What the part is; empty for the first one.</param>
/// <param name="After">Shopify's cursor within the part; null for its beginning.</param>
internal sealed record PagePlace(int Read, string Part, string? After)
{
    private const char Mark = '#';

    /// <exception cref="ConnectorException">The cursor is of something else.</exception>
    public static PagePlace Of(Cursor? cursor) =>
        cursor is null ? new(0, "", null)
        : cursor.Value.Split(Mark, 3) is [var read, var part, var after] && int.TryParse(read, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? new(count, part, after.Length > 0 ? after : null)
        : throw new ConnectorException(FaultKind.Rejected, "The cursor is not one of this snapshot.") { Reason = "cursor-invalid" };

    public Cursor ToCursor() => new(string.Create(CultureInfo.InvariantCulture, $"{Read}{Mark}{Part}{Mark}{After}"));
}
