namespace RetailConnect.Sync.Engine;

/// <summary>A wait that is measured: a wall clock that jumps neither ends nor prolongs it.</summary>
/// <remarks>Not thread-safe; its owner sees to that.</remarks>
internal sealed class Rest(TimeProvider time)
{
    private long since;
    private TimeSpan length;

    /// <summary>What is left of the wait; zero when it is over or never began.</summary>
    public TimeSpan Left => length - time.GetElapsedTime(since) is { } left && length > TimeSpan.Zero && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public bool IsOver => Left == TimeSpan.Zero;

    /// <summary>Begins a wait, in place of the one before.</summary>
    public void Begin(TimeSpan wait)
    {
        since = time.GetTimestamp();
        length = wait;
    }
}
