namespace RetailConnect;

/// <summary>What the engine asks a snapshot for: one page of all that there is, or the named keys.</summary>
/// <param name="After">Where the last page ended; null for the beginning.</param>
/// <param name="PageSize">Most observations wanted; the source may return fewer, never more than its vendor allows.</param>
public sealed record SnapshotRequest(Cursor? After, int PageSize)
{
    /// <summary>Only these are wanted, at most the number declared when the snapshot was added; what the system does not have is left out of the answer. Null wants all.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>Documents that were made before this time are not wanted; null wants all. State has no such limit.</summary>
    public DateTimeOffset? From { get; init; }
}
