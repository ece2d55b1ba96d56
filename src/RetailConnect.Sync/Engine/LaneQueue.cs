namespace RetailConnect.Sync.Engine;

/// <summary>The bounded part of a lane that is in memory: order per entity, newest state only, due times. Not thread-safe; its lane owns it.</summary>
internal sealed class LaneQueue(bool coalesce)
{
    private readonly Dictionary<string, LinkedList<StoredEnvelope>> entities = [];
    private readonly Queue<string> ready = new();
    private readonly PriorityQueue<string, DateTimeOffset> delayed = new();
    private readonly HashSet<string> queued = [];
    private readonly HashSet<string> running = [];
    private readonly HashSet<long> held = [];
    private readonly OpenWrites rests = new();

    /// <summary>Envelopes held, running ones included.</summary>
    public int Count { get; private set; }

    /// <summary>Entities that wait for a time.</summary>
    public int Waiting => delayed.Count;

    /// <summary>Keeps what is added or comes next of an entity waiting until a write of this one, which may still be under way, is over.</summary>
    public void Rest(StoredEnvelope envelope, DateTimeOffset until) => rests.Add(envelope, until);

    /// <summary>Adds an envelope and returns the waiting one whose place it takes; transactions never take another's place, and one that is held already is not added again.</summary>
    public StoredEnvelope? Add(StoredEnvelope envelope)
    {
        if (!held.Add(envelope.Id))
        {
            return null;
        }

        var key = envelope.Envelope.OrderKey;
        envelope = Rested(envelope);
        if (!entities.TryGetValue(key, out var waiting))
        {
            entities[key] = waiting = new();
        }

        if (coalesce && waiting.Last is { } newest && newest.Value.Id > envelope.Id && SameEntity(newest.Value, envelope))
        {
            // A replayed one that is older than what waits.
            held.Remove(envelope.Id);
            return envelope;
        }

        StoredEnvelope? superseded = null;
        if (coalesce && waiting.Last is { } last && MayGive(last.Value, envelope) && !(running.Contains(key) && last == waiting.First))
        {
            superseded = last.Value;
            waiting.RemoveLast();
            held.Remove(superseded.Id);
            Count--;
        }

        waiting.AddLast(envelope);
        Count++;
        if (!running.Contains(key) && waiting.First == waiting.Last)
        {
            Schedule(key, envelope.NotBefore);
        }

        return superseded;
    }

    /// <summary>Takes up to <paramref name="most"/> envelopes of different entities that are due; their entities rest until they are finished.</summary>
    public List<StoredEnvelope> Take(int most, DateTimeOffset now)
    {
        rests.Pass(now);
        while (delayed.TryPeek(out _, out var due) && due <= now)
        {
            Schedule(delayed.Dequeue(), null);
        }

        var taken = new List<StoredEnvelope>();
        while (taken.Count < most && ready.TryDequeue(out var key))
        {
            queued.Remove(key);
            if (running.Contains(key) || !entities.TryGetValue(key, out var waiting) || waiting.First is not { } first)
            {
                continue;
            }

            if (first.Value.NotBefore is { } due && due > now)
            {
                delayed.Enqueue(key, due);
                continue;
            }

            running.Add(key);
            taken.Add(first.Value);
        }

        return taken;
    }

    /// <summary>An envelope reached its end.</summary>
    public void Finish(StoredEnvelope envelope)
    {
        var key = envelope.Envelope.OrderKey;
        running.Remove(key);
        var waiting = entities[key];
        waiting.RemoveFirst();
        held.Remove(envelope.Id);
        Count--;
        if (waiting.First is { } next)
        {
            next.Value = Rested(next.Value);
            Schedule(key, next.Value.NotBefore);
        }
        else
        {
            entities.Remove(key);
        }
    }

    /// <summary>An envelope is to be tried again; returns it when a newer one takes its place instead.</summary>
    public StoredEnvelope? Return(StoredEnvelope envelope)
    {
        var key = envelope.Envelope.OrderKey;
        running.Remove(key);
        var waiting = entities[key];
        if (coalesce && waiting.First?.Next is { } newer && MayGive(envelope, newer.Value))
        {
            waiting.RemoveFirst();
            held.Remove(envelope.Id);
            Count--;
            newer.Value = Rested(newer.Value);
            Schedule(key, newer.Value.NotBefore);
            return envelope;
        }

        waiting.First!.Value = envelope;
        Schedule(key, envelope.NotBefore);
        return null;
    }

    /// <summary>When the next waiting envelope is due; null when none waits for a time.</summary>
    public DateTimeOffset? NextDue() => delayed.TryPeek(out _, out var due) ? due : null;

    /// <summary>True when something can be taken now.</summary>
    public bool HasReady => ready.Count > 0;

    private StoredEnvelope Rested(StoredEnvelope envelope) => rests.Until(envelope) is { } until && !(envelope.NotBefore > until) ? envelope with { NotBefore = until } : envelope;

    private static bool SameEntity(StoredEnvelope left, StoredEnvelope right) => left.Envelope.Origin == right.Envelope.Origin && left.Envelope.Entity == right.Envelope.Entity;

    /// <summary>True when a newer one may take an older one's place: a call that was announced has to be settled first.</summary>
    private static bool MayGive(StoredEnvelope older, StoredEnvelope newer) => SameEntity(older, newer) && !older.Intended;

    private void Schedule(string key, DateTimeOffset? notBefore)
    {
        if (notBefore is { } due)
        {
            delayed.Enqueue(key, due);
        }
        else if (queued.Add(key))
        {
            ready.Enqueue(key);
        }
    }
}
