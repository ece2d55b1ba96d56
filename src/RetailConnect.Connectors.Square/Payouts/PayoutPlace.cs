namespace RetailConnect.Connectors.Square.Payouts;

/// <summary>Where a window over payouts is: Square lists them location by location.</summary>
/// <param name="Location">The location.</param>
/// <param name="Cursor">Square's cursor within it; null for its first page.</param>
internal sealed record PayoutPlace(string Location, string? Cursor)
{
    private const char Mark = '~';

    public static PayoutPlace Parse(string page) => page.Split(Mark, 2) is [var location, { Length: > 0 } cursor] ? new(location, cursor) : new(page.TrimEnd(Mark), null);

    /// <summary>The first place, or the one of the next location; null behind the last. The order is that of the ids, so that a location that opens meanwhile moves nothing.</summary>
    public static PayoutPlace? After(PayoutPlace? last, IReadOnlyList<string> locations) =>
        locations.Order(StringComparer.Ordinal).FirstOrDefault(id => last is null || string.CompareOrdinal(id, last.Location) > 0) is { } next ? new(next, null) : null;

    public override string ToString() => $"{Location}{Mark}{Cursor}";
}
