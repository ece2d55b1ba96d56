namespace RetailConnect;

/// <summary>One page of a snapshot.</summary>
/// <param name="Observations">What was seen, in any order.</param>
/// <param name="Next">Where the next page begins; null when this is the last one.</param>
public sealed record SnapshotPage(IReadOnlyList<Observation> Observations, Cursor? Next)
{
    /// <summary>How many observations the whole snapshot has; null when the system does not say.</summary>
    public long? Total { get; init; }
}
