namespace RetailConnect.Sync.Engine;

/// <summary>A time of a lane's own, measured from its start: due times in it don't move when the host's wall clock is put right.</summary>
internal sealed class SteadyTime(TimeProvider time, TimeSpan longest)
{
    private readonly long began = time.GetTimestamp();

    public DateTimeOffset Now => DateTimeOffset.UnixEpoch + time.GetElapsedTime(began);

    /// <summary>Takes over a due time from the store. No wait is longer than the longest one: such a time was written by a clock that was wrong.</summary>
    public DateTimeOffset? Of(DateTimeOffset? due)
    {
        var wait = due - time.GetUtcNow();
        return Now + (wait > longest ? longest : wait);
    }
}
