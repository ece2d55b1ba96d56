namespace RetailConnect.Sync.Engine;

/// <summary>What a lane holds in memory, and how many of its waves are under way.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LaneHold(LaneSettings settings)
{
    /// <summary>Envelopes that are loaded at once, and that may be held beside those that wait for their time.</summary>
    public const int Window = 2000;

    private const int MostHeld = 20_000;
    private readonly LaneQueue queue = new(!settings.Transactions);
    private readonly OpenWrites open = new();
    private readonly Lock gate = new();
    private int waves;

    /// <summary>Envelopes held, running ones included.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return queue.Count;
            }
        }
    }

    /// <summary>What waits for its time keeps nobody else from being loaded, within a bound of its own.</summary>
    public bool HasRoom
    {
        get
        {
            lock (gate)
            {
                return queue.Count - queue.Waiting < Window && queue.Count < MostHeld;
            }
        }
    }

    public bool HasWaves
    {
        get
        {
            lock (gate)
            {
                return waves > 0;
            }
        }
    }

    /// <summary>Takes an envelope in, and returns the one whose place it takes.</summary>
    public StoredEnvelope? Add(StoredEnvelope envelope)
    {
        lock (gate)
        {
            return queue.Add(envelope);
        }
    }

    /// <summary>Keeps what comes next of an entity waiting until a write of this one, which may still be under way, is over.</summary>
    public void Rest(StoredEnvelope envelope, DateTimeOffset until)
    {
        lock (gate)
        {
            queue.Rest(envelope, until);
        }
    }

    /// <summary>Remembers that a write of this entity may still be under way.</summary>
    public void Open(StoredEnvelope envelope, DateTimeOffset until)
    {
        lock (gate)
        {
            open.Add(envelope, until);
        }
    }

    /// <summary>How long a write of this entity may still be under way; null when none is.</summary>
    public TimeSpan? OpenFor(StoredEnvelope envelope, DateTimeOffset now)
    {
        lock (gate)
        {
            open.Pass(now);
            return open.Until(envelope) - now is { } left && left > TimeSpan.Zero ? left : null;
        }
    }

    /// <summary>Begins a wave of what is due; empty when nothing is, or when all places are taken.</summary>
    public List<StoredEnvelope> BeginWave(DateTimeOffset now)
    {
        lock (gate)
        {
            var wave = waves < settings.Parallel ? queue.Take(settings.Batch, now) : [];
            waves += wave.Count > 0 ? 1 : 0;
            return wave;
        }
    }

    public void EndWave()
    {
        lock (gate)
        {
            waves--;
        }
    }

    /// <summary>Lets go of what reached its end.</summary>
    public void Finish(IEnumerable<StoredEnvelope> finished)
    {
        lock (gate)
        {
            foreach (var envelope in finished)
            {
                queue.Finish(envelope);
            }
        }
    }

    /// <summary>Takes back what is to be tried again, and returns those whose place a newer one takes.</summary>
    public List<StoredEnvelope> Return(IEnumerable<StoredEnvelope> returned)
    {
        lock (gate)
        {
            return [.. returned.Select(queue.Return).OfType<StoredEnvelope>()];
        }
    }

    /// <summary>How long until something is due; null when nothing waits for a time, or with all places taken, where the end of a wave is what matters.</summary>
    public TimeSpan? UntilDue(DateTimeOffset now)
    {
        lock (gate)
        {
            return waves >= settings.Parallel ? null : queue.HasReady ? TimeSpan.Zero : queue.NextDue() - now;
        }
    }
}
