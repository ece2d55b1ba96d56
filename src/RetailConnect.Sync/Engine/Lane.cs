using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Middleware;

namespace RetailConnect.Sync.Engine;

/// <summary>Delivers the envelopes of one sync to one target: in order per entity, in parallel over entities, in batches where the sink takes them.</summary>
internal sealed partial class Lane<T>(LaneKey key, Signal signal, SyncPipeline<T> pipeline, LaneSettings settings, EngineParts parts, ILogger<Lane<T>> logger) : ILane
    where T : class
{
    private const int Window = 2000;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);
    private readonly LaneQueue queue = new(!settings.Transactions);
    private readonly Lock gate = new();
    private List<StoredOutcome> unsaved = [];
    private int waves;
    private long loaded;
    private int reload;

    public LaneKey Key => key;

    public EntityType Type => EntityType.Of<T>();

    public bool IsBusy => Held() > 0;

    public IReadOnlyList<string> Describe() => pipeline.Describe();

    public void Reload()
    {
        Interlocked.Exchange(ref reload, 1);
        signal.Set();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        CallScope.Sync = key.Sync;
        CallScope.Priority = Urgency.Of(Type);
        var settle = parts.Time.GetUtcNow() + parts.Recovery.SettleDelay;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await FillAsync(settle, cancellationToken);
                await pipeline.Target.EnterAsync(cancellationToken);
                StartWaves(cancellationToken);
                await signal.WaitAsync(UntilDue(), cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (StoreException exception)
            {
                LogStore(exception, key);
                await signal.WaitAsync(parts.Recovery.FirstDelay, cancellationToken);
            }
        }

        await DrainAsync();
    }

    private async Task FillAsync(DateTimeOffset settle, CancellationToken cancellationToken)
    {
        await SaveSupersededAsync([], cancellationToken);
        while (Held() < Window)
        {
            loaded = Interlocked.Exchange(ref reload, 0) == 1 ? 0 : loaded;
            var rows = await parts.Inbox.LoadPendingAsync(key, loaded, Window, cancellationToken);
            var superseded = new List<StoredOutcome>();
            foreach (var row in rows)
            {
                loaded = row.Id;
                var envelope = row.Intended ? row with { NotBefore = settle } : row;
                lock (gate)
                {
                    if (queue.Add(envelope) is { } old)
                    {
                        superseded.Add(Superseded(old));
                    }
                }
            }

            await SaveSupersededAsync(superseded, cancellationToken);
            if (rows.Count < Window)
            {
                return;
            }
        }
    }

    /// <summary>Records what was superseded; what can't be recorded now is kept and recorded before anything else is taken in.</summary>
    private async Task SaveSupersededAsync(IReadOnlyList<StoredOutcome> superseded, CancellationToken cancellationToken)
    {
        List<StoredOutcome> outcomes;
        lock (gate)
        {
            (outcomes, unsaved) = ([.. unsaved, .. superseded], []);
        }

        if (outcomes.Count == 0)
        {
            return;
        }

        try
        {
            await parts.Writer.CommitAsync(new StoreCommit { Outcomes = outcomes }, cancellationToken);
        }
        catch
        {
            lock (gate)
            {
                unsaved.AddRange(outcomes);
            }

            throw;
        }
    }

    private int Held()
    {
        lock (gate)
        {
            return queue.Count;
        }
    }

    private void StartWaves(CancellationToken cancellationToken)
    {
        while (true)
        {
            List<StoredEnvelope> wave;
            lock (gate)
            {
                if (waves >= settings.Parallel || (wave = queue.Take(settings.Batch, parts.Time.GetUtcNow())).Count == 0)
                {
                    return;
                }

                waves++;
            }

            _ = RunWaveAsync(wave, cancellationToken);
        }
    }

    private async Task RunWaveAsync(List<StoredEnvelope> wave, CancellationToken cancellationToken)
    {
        CallScope.Priority = Urgency.Of(Type, Held() >= Window);
        IReadOnlyList<SyncOutcome?> outcomes = [];
        try
        {
            outcomes = await pipeline.RunAsync(wave, cancellationToken);
            await SaveAsync(wave, outcomes, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops: the envelopes stay pending, announced calls stay announced.
        }
        catch (Exception exception)
        {
            LogWave(exception, key, wave.Count);
            PutBack(wave);
        }
        finally
        {
            lock (gate)
            {
                waves--;
            }

            signal.Set();
        }
    }

    /// <summary>Nothing was saved, so everything is tried again; the sinks' proofs keep it at one effect.</summary>
    private void PutBack(List<StoredEnvelope> wave)
    {
        var later = parts.Time.GetUtcNow() + parts.Recovery.FirstDelay;
        lock (gate)
        {
            foreach (var envelope in wave)
            {
                queue.Return(envelope with { NotBefore = later, Intended = true });
            }
        }
    }

    private async Task SaveAsync(List<StoredEnvelope> wave, IReadOnlyList<SyncOutcome?> outcomes, CancellationToken cancellationToken)
    {
        var now = parts.Time.GetUtcNow();
        var commit = new StoreCommit();
        var finished = new List<StoredEnvelope>();
        var returned = new List<StoredEnvelope>();
        for (var i = 0; i < wave.Count; i++)
        {
            if (outcomes[i] is not { } outcome)
            {
                continue;
            }

            commit = await pipeline.AddToCommitAsync(commit, wave[i], outcome, now, cancellationToken);
            if (outcome is SyncOutcome.DeferredOutcome deferred)
            {
                returned.Add(wave[i] with { Attempts = wave[i].Attempts + (Recover.Waited(deferred) ? 0 : 1), NotBefore = now + deferred.Delay, Intended = pipeline.Announces });
            }
            else
            {
                finished.Add(wave[i]);
            }
        }

        // What was done is done: a stop does not take back the record of it.
        await parts.Writer.CommitAsync(commit, CancellationToken.None);
        pipeline.Completed(commit, now);
        await SettleQueueAsync(finished, returned);
    }

    private async Task SettleQueueAsync(List<StoredEnvelope> finished, List<StoredEnvelope> returned)
    {
        var superseded = new List<StoredOutcome>();
        lock (gate)
        {
            finished.ForEach(queue.Finish);
            superseded.AddRange(returned.Select(queue.Return).OfType<StoredEnvelope>().Select(Superseded));
        }

        try
        {
            await SaveSupersededAsync(superseded, CancellationToken.None);
        }
        catch (StoreException exception)
        {
            // The wave itself is recorded; the lane records these before it takes in more.
            LogStore(exception, key);
        }
    }

    private StoredOutcome Superseded(StoredEnvelope old) =>
        new() { Envelope = old.Id, Kind = OutcomeKind.Superseded, Reason = "newer-change", Attempts = old.Attempts, At = parts.Time.GetUtcNow() };

    private TimeSpan UntilDue()
    {
        lock (gate)
        {
            // With all places taken, the end of a wave wakes the lane.
            if (waves >= settings.Parallel)
            {
                return Idle;
            }

            var wait = queue.HasReady ? TimeSpan.Zero : queue.NextDue() - parts.Time.GetUtcNow();
            return wait is null || wait > Idle ? Idle : wait < TimeSpan.Zero ? TimeSpan.Zero : wait.Value;
        }
    }

    /// <summary>Lets the waves that are under way end before the connection is closed.</summary>
    private async Task DrainAsync()
    {
        for (var left = 100; left > 0 && Volatile.Read(ref waves) > 0; left--)
        {
            await signal.WaitAsync(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }

    [LoggerMessage(2201, LogLevel.Error, "{Lane}: a wave of {Count} envelopes could not be recorded; it is tried again.")]
    private partial void LogWave(Exception exception, LaneKey lane, int count);

    [LoggerMessage(2202, LogLevel.Error, "{Lane}: the store is not available; the lane waits.")]
    private partial void LogStore(Exception exception, LaneKey lane);
}
