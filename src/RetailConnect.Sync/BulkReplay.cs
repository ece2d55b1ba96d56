namespace RetailConnect;

/// <summary>How far a replay of many dead letters has come.</summary>
/// <param name="Selected">Dead letters that were parked when it began.</param>
/// <param name="Replayed">Those that are pending again, or whose entity is read anew because they had no content.</param>
/// <param name="Overtaken">Those that are superseded because a newer change of the same entity is there.</param>
public sealed record BulkReplay(long Selected, long Replayed, long Overtaken)
{
    /// <summary>Those that this replay did not take: not yet, somebody else decided about them first, their sync does not run any more, or it was cancelled.</summary>
    public long Left => Math.Max(0, Selected - Replayed - Overtaken);
}
