using RetailConnect.Testing;

namespace RetailConnect.Tests;

/// <summary>A clock that stands still until all work rests, and then jumps to the next thing that is due.</summary>
internal sealed class VirtualTime() : StandingClock(new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero))
{
    /// <summary>Jumps to the next timer and rings it; false when none is set.</summary>
    public bool Jump()
    {
        if (Next(DateTimeOffset.MaxValue) is not { } alarm)
        {
            return false;
        }

        // On the pool, like everything else: with one thread there, the same seed runs in the same order.
        ThreadPool.UnsafeQueueUserWorkItem(static one => one.Ring(), alarm, preferLocal: false);
        return true;
    }
}
