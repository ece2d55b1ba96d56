namespace RetailConnect.Connectors.Square.Orders;

/// <summary>Where a search over all locations stands: the locations of the present call, and Square's cursor within them.</summary>
internal sealed record OrderPlace(IReadOnlyList<string> Locations, string? Cursor)
{
    /// <summary>Square takes so many locations in one search.</summary>
    public const int AtOnce = 10;

    /// <summary>Reads a place that <see cref="ToString"/> wrote.</summary>
    public static OrderPlace Parse(string text)
    {
        var parts = text.Split('~', 2);
        return new(parts[0].Split(',', StringSplitOptions.RemoveEmptyEntries), parts is [_, { Length: > 0 } cursor] ? cursor : null);
    }

    /// <summary>The place after all pages of these locations; null when there are no more locations.</summary>
    public static OrderPlace? After(OrderPlace? place, IReadOnlyList<string> all)
    {
        var last = place is { Locations.Count: > 0 } ? place.Locations[^1] : "";
        var next = all.Where(id => string.CompareOrdinal(id, last) > 0).Order(StringComparer.Ordinal).Take(AtOnce).ToList();
        return next.Count == 0 ? null : new(next, null);
    }

    public override string ToString() => $"{string.Join(',', Locations)}~{Cursor}";
}
