namespace RetailConnect.Sync.Engine;

/// <summary>Entities of which an older write may still be under way, and until when. Not thread-safe; its owner is.</summary>
internal sealed class OpenWrites
{
    private readonly Dictionary<string, DateTimeOffset> entities = [];
    private DateTimeOffset last;

    /// <summary>Remembers that a write of this envelope may be under way; a wait that runs is not made shorter.</summary>
    public void Add(StoredEnvelope envelope, DateTimeOffset until)
    {
        var key = envelope.Envelope.OrderKey;
        entities[key] = entities.TryGetValue(key, out var known) && known > until ? known : until;
        last = until > last ? until : last;
    }

    /// <summary>Forgets all as soon as none of them can be under way any more.</summary>
    public void Pass(DateTimeOffset now)
    {
        if (last <= now)
        {
            entities.Clear();
        }
    }

    /// <summary>Until when a write of the same entity may be under way; null when none was.</summary>
    public DateTimeOffset? Until(StoredEnvelope envelope) => entities.TryGetValue(envelope.Envelope.OrderKey, out var until) ? until : null;
}
