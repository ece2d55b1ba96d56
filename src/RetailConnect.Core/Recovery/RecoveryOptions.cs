namespace RetailConnect;

/// <summary>Bounds of the recovery policy.</summary>
public sealed class RecoveryOptions
{
    /// <summary>Attempts at one go before a transient fault is deferred. Default 3.</summary>
    public int AttemptsInPlace { get; set; } = 3;

    /// <summary>Wait before the second attempt in place; doubles each time. Default 50 ms.</summary>
    public TimeSpan InPlaceDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>First durable wait; doubles each time, with jitter. Default 1 s.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest durable wait. Default 15 min.</summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Attempts in all before an envelope is dead-lettered. Default 40, about six hours.</summary>
    public int MostAttempts { get; set; } = 40;

    /// <summary>Attempts for which a missing prerequisite is waited for. Default 25.</summary>
    public int MostUnmet { get; set; } = 25;

    /// <summary>Attempts against a target that keeps moving. Default 8.</summary>
    public int MostConflicts { get; set; } = 8;

    /// <summary>How long a connection whose credentials were refused is left alone. Default 30 s.</summary>
    public TimeSpan PauseAfterRefusal { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Wait before a write with an unknown result is looked up, also after a restart: a request that we gave up (after 20 s) or that a dead host had sent may still be under way, and a look-up
    /// that comes before its end finds nothing. After a restart also a state that waits for a target which takes it by our own id waits that long, so that what is under way does not land on what comes after;
    /// one that goes by a key, as stock does, is written at once and looked at again after that time.
    /// Longer than the target takes for its slowest write. Default 30 s.
    /// </summary>
    public TimeSpan SettleDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Where hosts share a store: how long the holder of a tenant's lease may be silent before another host takes the tenant over. It says ten times in a term that it lives, and stops after two
    /// thirds of a term in which the store did not confirm it. Default 10 s.
    /// </summary>
    public TimeSpan LeaseTerm { get; set; } = TimeSpan.FromSeconds(10);
}
