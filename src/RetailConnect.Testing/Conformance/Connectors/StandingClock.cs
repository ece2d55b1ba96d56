namespace RetailConnect.Testing;

/// <summary>A clock that stands until it is moved, timers included.</summary>
internal class StandingClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<(Alarm Alarm, int Setting), (DateTimeOffset Due, long Order)> due = new();
    private DateTimeOffset now = start;
    private long order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Grows whenever a timer is set.</summary>
    public long Settings => Interlocked.Read(ref order);

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

    /// <summary>Moves on, and rings what is due by then.</summary>
    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (Next(until) is { } alarm)
        {
            alarm.Ring();
        }

        lock (gate)
        {
            now = until;
        }
    }

    /// <summary>Jumps to the next timer and rings it; does nothing when none is due within the bound.</summary>
    public void Jump(TimeSpan within) => Next(within == TimeSpan.MaxValue ? DateTimeOffset.MaxValue : GetUtcNow() + within)?.Ring();

    /// <summary>Moves to the next timer that is due by then, and returns it for its owner to ring; null when there is none.</summary>
    protected Alarm? Next(DateTimeOffset until)
    {
        lock (gate)
        {
            while (due.TryPeek(out var next, out var when))
            {
                var counts = next.Alarm.Setting == next.Setting;
                if (counts && when.Due > until)
                {
                    return null;
                }

                due.Dequeue();
                if (counts)
                {
                    now = when.Due > now ? when.Due : now;
                    return next.Alarm;
                }
            }

            return null;
        }
    }

    /// <summary>A timer of the clock.</summary>
    protected sealed class Alarm(StandingClock clock, TimerCallback callback, object? state) : ITimer
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

        /// <summary>Calls whoever set it.</summary>
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
