namespace RetailConnect;

/// <summary>What the engine asks a source for: one page.</summary>
/// <param name="After">Where the last page ended; null reads from the beginning.</param>
/// <param name="PageSize">Most changes wanted; the source may return fewer, never more than its vendor allows.</param>
/// <param name="Overlap">How far the next window reaches back before the start of this one.</param>
public sealed record ReadRequest(Cursor? After, int PageSize, TimeSpan Overlap)
{
    /// <summary>Nothing that last changed before this time is wanted, so that a first read need not go through all that ever was; null wants everything.</summary>
    public DateTimeOffset? From { get; init; }
}
