using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>Whose content was written to a target a while ago, and is to be read back.</summary>
internal sealed class PendingProofs(TimeSpan after, TimeProvider time)
{
    private const int Most = 10_000;
    private readonly Lock gate = new();
    private readonly Queue<(DateTimeOffset Due, string Origin, ExternalId Entity)> waiting = new();
    private readonly Signal signal = new(time);

    /// <summary>Remembers one that was written just now. When too many wait, the oldest is left to the next comparison.</summary>
    public void Add(string origin, ExternalId entity)
    {
        lock (gate)
        {
            waiting.Enqueue((time.GetUtcNow() + after, origin, entity));
            if (waiting.Count > Most)
            {
                waiting.Dequeue();
            }
        }

        signal.Set();
    }

    /// <summary>Waits until some are due, and takes them.</summary>
    public async Task<IReadOnlyList<(string Origin, ExternalId Entity)>> TakeAsync(int most, CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan wait;
            lock (gate)
            {
                var due = new HashSet<(string, ExternalId)>();
                while (due.Count < most && waiting.TryPeek(out var first) && first.Due <= time.GetUtcNow())
                {
                    due.Add((first.Origin, first.Entity));
                    waiting.Dequeue();
                }

                if (due.Count > 0)
                {
                    return [.. due];
                }

                wait = waiting.TryPeek(out var later) ? later.Due - time.GetUtcNow() : Timeout.InfiniteTimeSpan;
            }

            await signal.WaitAsync(wait, cancellationToken);
        }
    }
}
