using System.Collections.Concurrent;

namespace RetailConnect.Sync.Engine;

/// <summary>Finds the batch of the wave that an envelope travels in.</summary>
internal sealed class BatchRouter<T>
    where T : class
{
    private readonly ConcurrentDictionary<long, WaveBatch<T>> batches = new();

    public WaveBatch<T> Of(Envelope<T> envelope) => batches[envelope.Id];

    public void Enter(long envelope, WaveBatch<T> batch) => batches[envelope] = batch;

    public void Leave(long envelope) => batches.TryRemove(envelope, out _);
}
