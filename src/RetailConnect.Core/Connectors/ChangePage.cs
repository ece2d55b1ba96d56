namespace RetailConnect;

/// <summary>One page of changes.</summary>
/// <param name="Changes">The changes, in the source's order.</param>
/// <param name="Next">Where the next page, or the next poll, begins.</param>
/// <param name="More">True when the next page can be read at once.</param>
/// <typeparam name="T">Canonical type.</typeparam>
public sealed record ChangePage<T>(IReadOnlyList<Change<T>> Changes, Cursor Next, bool More)
    where T : class
{
    /// <summary>How many changes the whole read has, from its first page to its last; null when the system does not say.</summary>
    public long? Total { get; init; }
}
