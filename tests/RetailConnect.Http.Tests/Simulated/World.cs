using System.Runtime.ExceptionServices;

namespace RetailConnect.Http.Tests.Simulated;

/// <summary>A clock and everything that happens by it, on the test's own thread: the same seed gives the same run, and hours pass in a second.</summary>
internal sealed class World(int seed) : TimeProvider
{
    private readonly PriorityQueue<(Alarm Alarm, int Setting), (long Due, long Order)> due = new();
    private readonly Queue<(SendOrPostCallback Happen, object? State)> posted = new();
    private long now = Waiting.Start.Ticks;
    private long order;

    public Random Random { get; } = new(seed);

    public TimeSpan Passed => TimeSpan.FromTicks(now - Waiting.Start.Ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(now, TimeSpan.Zero);

    public override long GetTimestamp() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    public Task RestAsync(double milliseconds) => this.WaitAsync(TimeSpan.FromMilliseconds(milliseconds), CancellationToken.None);

    /// <summary>Runs work to its end.</summary>
    public void Run(Func<Task> work)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Thread(this));
        try
        {
            var running = work();
            while (!running.IsCompleted)
            {
                if (posted.TryDequeue(out var next))
                {
                    next.Happen(next.State);
                }
                else
                {
                    Assert.True(Jump(), "Everything rests, nothing is due, and the work has not ended.");
                }
            }

            if (running.Exception is { } exception)
            {
                ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private bool Jump()
    {
        while (due.TryDequeue(out var next, out var when))
        {
            if (next.Alarm.Setting == next.Setting)
            {
                now = Math.Max(now, when.Due);
                next.Alarm.Ring();
                return true;
            }
        }

        return false;
    }

    private sealed class Thread(World world) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => world.posted.Enqueue((d, state));
    }

    private sealed class Alarm(World world, TimerCallback callback, object? state) : ITimer
    {
        /// <summary>Counts the settings: an older one in the queue no longer counts.</summary>
        public int Setting { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Setting++;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                world.due.Enqueue((this, Setting), (world.now + dueTime.Ticks, world.order++));
            }

            return true;
        }

        public void Ring() => callback(state);

        public void Dispose() => Setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
