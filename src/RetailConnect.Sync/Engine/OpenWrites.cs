namespace RetailConnect.Sync.Engine;

/// <summary>Entities of which an older write may still be under way, and until when. Not thread-safe; its lane owns it.</summary>
internal sealed class OpenWrites
{
    private readonly Dictionary<string, DateTimeOffset> entities = [];
    private DateTimeOffset last;

    /// <summary>Remembers that a write of this envelope may be under way.</summary>
    public void Add(StoredEnvelope envelope, DateTimeOffset until)
    {
        var key = envelope.Envelope.OrderKey;
        entities[key] = entities.TryGetValue(key, out var known) && known > until ? known : until;
        last = until > last ? until : last;
    }

    /// <summary>How long a write of the same entity may still be under way; null when none is.</summary>
    public TimeSpan? Left(StoredEnvelope envelope, DateTimeOffset now)
    {
        if (last <= now)
        {
            entities.Clear();
        }

        return entities.TryGetValue(envelope.Envelope.OrderKey, out var until) && until > now ? until - now : null;
    }
}
