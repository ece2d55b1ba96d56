using System.Collections.Concurrent;

namespace RetailConnect.Sync.Engine;

/// <summary>What one lane knows of its calls under way: which were announced durably, and which may have taken effect although no answer says so.</summary>
/// <remarks>Thread-safe. Nothing here survives the lane's life: after it every call that was announced may be under way.</remarks>
internal sealed class CallBook
{
    private readonly ConcurrentDictionary<long, bool> announced = new();
    private readonly ConcurrentDictionary<long, bool> doubtful = new();

    public void Announce(long envelope) => announced[envelope] = true;

    public void Doubt(long envelope) => doubtful[envelope] = true;

    public bool IsAnnounced(long envelope) => announced.ContainsKey(envelope);

    public bool IsDoubtful(long envelope) => doubtful.ContainsKey(envelope);

    /// <summary>Hands a doubt over: true once for each.</summary>
    public bool TakeDoubt(long envelope) => doubtful.TryRemove(envelope, out _);

    /// <summary>Forgets an envelope that came to its end.</summary>
    public void Forget(long envelope)
    {
        announced.TryRemove(envelope, out _);
        doubtful.TryRemove(envelope, out _);
    }
}
