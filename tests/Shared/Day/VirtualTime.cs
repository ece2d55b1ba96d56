namespace RetailConnect.Tests;

/// <summary>A clock that stands still until all work rests, and then jumps to the next thing that is due.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<(Alarm Alarm, int Setting), (DateTimeOffset Due, long Order)> due = new();
    private DateTimeOffset now = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);
    private long order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Jumps to the next alarm and rings it; false when none is set.</summary>
    public bool Jump()
    {
        Alarm alarm;
        lock (gate)
        {
            while (true)
            {
                if (!due.TryDequeue(out var next, out var when))
                {
                    return false;
                }

                if (next.Alarm.Setting == next.Setting)
                {
                    (alarm, now) = (next.Alarm, when.Due > now ? when.Due : now);
                    break;
                }
            }
        }

        // On the pool, like everything else: with one thread there, the same seed runs in the same order.
        ThreadPool.UnsafeQueueUserWorkItem(static one => one.Ring(), alarm, preferLocal: false);
        return true;
    }

    private sealed class Alarm(VirtualTime clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan every = Timeout.InfiniteTimeSpan;

        /// <summary>Counts the settings: an older one in the queue no longer counts.</summary>
        public int Setting { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                Setting++;
                every = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    clock.due.Enqueue((this, Setting), (clock.now + dueTime, clock.order++));
                }
            }

            return true;
        }

        public void Ring()
        {
            if (every > TimeSpan.Zero)
            {
                Change(every, every);
            }

            callback(state);
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
