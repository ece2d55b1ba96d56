namespace RetailConnect.Sync.Engine;

/// <summary>Lets the pipelines of one wave meet at the sink: when each has either arrived or ended, those that arrived are written in one call.</summary>
/// <remarks>No timer is needed, so a batch is the same on every run.</remarks>
internal sealed class WaveBatch<T>(int pipelines, Func<IReadOnlyList<Envelope<T>>, ValueTask<IReadOnlyList<WriteResult>>> write)
    where T : class
{
    private readonly Lock gate = new();
    private List<(Envelope<T> Envelope, TaskCompletionSource<WriteReceipt> Written)> arrived = [];
    private int underway = pipelines;

    /// <summary>A pipeline has an envelope to write.</summary>
    public async ValueTask<WriteReceipt> WriteAsync(Envelope<T> envelope)
    {
        var written = new TaskCompletionSource<WriteReceipt>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            arrived.Add((envelope, written));
            underway--;
        }

        _ = FlushWhenCompleteAsync();
        return await written.Task;
    }

    /// <summary>A pipeline ended.</summary>
    public void End()
    {
        lock (gate)
        {
            underway--;
        }

        _ = FlushWhenCompleteAsync();
    }

    private async Task FlushWhenCompleteAsync()
    {
        List<(Envelope<T> Envelope, TaskCompletionSource<WriteReceipt> Written)> batch;
        lock (gate)
        {
            if (underway > 0 || arrived.Count == 0)
            {
                return;
            }

            batch = arrived;
            arrived = [];

            // Each of them goes on when it has its result: it may come back with a repeat, or end.
            underway += batch.Count;
        }

        try
        {
            var results = await write([.. batch.Select(item => item.Envelope)]);
            for (var i = 0; i < batch.Count; i++)
            {
                var result = i < results.Count ? results[i] : WriteResult.Failed(new(FaultKind.Transient, "The sink gave fewer results than it was given envelopes."));
                _ = result.Fault is { } fault ? batch[i].Written.TrySetException(fault) : batch[i].Written.TrySetResult(result.Receipt!);
            }
        }
        catch (OperationCanceledException)
        {
            batch.ForEach(item => item.Written.TrySetCanceled());
        }
        catch (Exception exception)
        {
            batch.ForEach(item => item.Written.TrySetException(exception));
        }
    }
}
