using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Middleware;
using RetailConnect.Sync.Replay;

namespace RetailConnect.Sync.Engine;

/// <summary>Delivers the envelopes of one sync to one target: in order per entity, in parallel over entities, in batches where the sink takes them.</summary>
internal sealed partial class Lane<T>(LaneKey key, Signal signal, SyncPipeline<T> pipeline, LaneSettings settings, EngineParts parts, ILogger<Lane<T>> logger) : ILane
    where T : class
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);
    private readonly SteadyTime steady = new(parts.Time, parts.Recovery.LongestDelay > LongestAsked ? parts.Recovery.LongestDelay : LongestAsked);
    private readonly LaneHold held = new(settings);
    private readonly LaneBooks books = new(key, pipeline.Calls, parts, logger);
    private readonly DeadLetterLog parked = new(key, parts.Time, logger);
    private long loaded;
    private int reload;
    private bool begun;
    private int reloads;
    private volatile Exception? broken;

    public LaneKey Key => key;

    public EntityType Type => EntityType.Of<T>();

    public ILetterRule Letters => pipeline.Letters;

    public bool IsBusy => held.Count > 0;

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
        var settle = steady.Now + parts.Recovery.SettleDelay;
        while (!cancellationToken.IsCancellationRequested && broken is null)
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
                await parts.RestAsync(parts.Recovery.FirstDelay, cancellationToken);
            }
            catch (OutOfMemoryException exception)
            {
                broken = exception;
            }
            catch (Exception exception)
            {
                LogBug(exception, key);
                await parts.RestAsync(parts.Recovery.FirstDelay, cancellationToken);
            }
        }

        await DrainAsync();
        if (broken is { } cause && !cancellationToken.IsCancellationRequested)
        {
            // What the lane holds in memory can't be trusted any more; what the store knows can.
            throw new InvalidOperationException($"{key} lost count of what it holds.", cause);
        }
    }

    private async Task FillAsync(DateTimeOffset settle, CancellationToken cancellationToken)
    {
        await books.SaveSupersededAsync([], cancellationToken);
        while (held.HasRoom)
        {
            if (Interlocked.Exchange(ref reload, 0) == 1)
            {
                Interlocked.Increment(ref reloads);
                loaded = 0;
            }

            var rows = await parts.Inbox.LoadPendingAsync(key, loaded, LaneHold.Window, cancellationToken);
            var superseded = new List<StoredEnvelope>();
            foreach (var row in rows)
            {
                loaded = row.Id;
                var due = steady.Of(row.NotBefore);
                var envelope = row with { NotBefore = row.Intended && !(due > Settled(settle)) ? Settled(settle) : due };
                if (!begun && pipeline.Settles)
                {
                    // The host before may have sent it, and it may still be under way. It waits itself too: as long as it is pending, a host that starts anew knows that there is something to wait for.
                    held.Rest(envelope, settle);
                }
                else if (!begun && pipeline.LooksAgain)
                {
                    held.Open(envelope, settle);
                }

                if (held.Add(envelope) is { } old)
                {
                    superseded.Add(old);
                }
            }

            await books.SaveSupersededAsync(superseded, cancellationToken);
            if (rows.Count < LaneHold.Window)
            {
                begun = true;
                return;
            }
        }
    }

    /// <summary>When an announced call can be looked up: what a dead host sent has ended by the first time, what was sent before somebody replayed it has to be waited for anew.</summary>
    private DateTimeOffset Settled(DateTimeOffset first) => Volatile.Read(ref reloads) == 0 ? first : steady.Now + parts.Recovery.SettleDelay;

    private void StartWaves(CancellationToken cancellationToken)
    {
        while (held.BeginWave(steady.Now) is { Count: > 0 } wave)
        {
            _ = RunWaveAsync(wave, cancellationToken);
        }
    }

    private async Task RunWaveAsync(List<StoredEnvelope> wave, CancellationToken cancellationToken)
    {
        try
        {
            CallScope.Priority = Urgency.Of(Type, held.Count >= LaneHold.Window);
            await DeliverAsync(wave, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops: the envelopes stay pending, announced calls stay announced.
        }
        catch (Exception exception)
        {
            broken = exception;
        }
        finally
        {
            held.EndWave();
            signal.Set();
        }
    }

    private async Task DeliverAsync(List<StoredEnvelope> wave, CancellationToken cancellationToken)
    {
        try
        {
            await SaveAsync(wave, await pipeline.RunAsync(wave, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            LogWave(exception, key, wave.Count);
            PutBack(wave);
        }
    }

    /// <summary>Nothing was saved, so everything is tried again; the sinks' proofs keep it at one effect.</summary>
    private void PutBack(List<StoredEnvelope> wave)
    {
        held.Return(wave.Select(Again)).ForEach(books.Keep);

        StoredEnvelope Again(StoredEnvelope envelope)
        {
            var announced = envelope.Intended || pipeline.Calls.IsAnnounced(envelope.Id);
            return envelope with { NotBefore = steady.Now + (announced ? parts.Recovery.SettleDelay : parts.Recovery.FirstDelay), Intended = announced };
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
            if (outcomes[i] is not { } reached)
            {
                continue;
            }

            var outcome = AgainIfOpen(wave[i], reached);
            commit = await pipeline.AddToCommitAsync(commit, wave[i], reached, outcome, now, cancellationToken);
            if (outcome is SyncOutcome.DeferredOutcome deferred)
            {
                returned.Add(wave[i] with { Attempts = wave[i].Attempts + (Recover.Waited(deferred) ? 0 : 1), NotBefore = steady.Now + deferred.Delay, Intended = !pipeline.TakesBack && (wave[i].Intended || pipeline.Calls.IsAnnounced(wave[i].Id)) });
            }
            else
            {
                finished.Add(wave[i]);
            }
        }

        var before = Volatile.Read(ref reloads);
        await books.RecordAsync(commit, cancellationToken);
        for (var i = 0; i < wave.Count; i++)
        {
            if (outcomes[i] is SyncOutcome.DeadLetteredOutcome dead)
            {
                parked.Tell(wave[i], dead);
            }
        }

        pipeline.Completed(commit, now);
        await SettleQueueAsync(finished, returned);
        if (before != Volatile.Read(ref reloads) && commit.Outcomes.Any(outcome => outcome.Kind is OutcomeKind.DeadLettered))
        {
            // Somebody may have replayed one while the lane still held it, so that it was not taken in again.
            Reload();
        }
    }

    /// <summary>What was written or found right while an older write of the entity may be under way is looked at again when that is over: it could land on it.</summary>
    private SyncOutcome AgainIfOpen(StoredEnvelope envelope, SyncOutcome outcome)
    {
        if (!pipeline.LooksAgain)
        {
            return outcome;
        }

        if (pipeline.Calls.TakeDoubt(envelope.Id))
        {
            held.Open(envelope, steady.Now + parts.Recovery.SettleDelay);
        }

        return outcome is SyncOutcome.AppliedOutcome or SyncOutcome.SkippedOutcome && held.OpenFor(envelope, steady.Now) is { } left ? SyncOutcome.Deferred(left, Recover.LooksAgain) : outcome;
    }

    private async Task SettleQueueAsync(List<StoredEnvelope> finished, List<StoredEnvelope> returned)
    {
        var settled = steady.Now + parts.Recovery.SettleDelay;
        foreach (var envelope in finished.Concat(returned).Where(envelope => pipeline.Settles && pipeline.Calls.IsDoubtful(envelope.Id)))
        {
            held.Rest(envelope, settled);
        }

        held.Finish(finished);
        var superseded = held.Return(returned);
        finished.ForEach(envelope => pipeline.Calls.Forget(envelope.Id));

        try
        {
            await books.SaveSupersededAsync(superseded, CancellationToken.None);
        }
        catch (StoreException exception)
        {
            // The wave itself is recorded; the lane records these before it takes in more.
            LogStore(exception, key);
        }
    }

    private TimeSpan UntilDue() => held.UntilDue(steady.Now) is { } wait && wait < Idle ? wait < TimeSpan.Zero ? TimeSpan.Zero : wait : Idle;

    /// <summary>Lets the waves that are under way end before the connection is closed.</summary>
    private async Task DrainAsync()
    {
        for (var left = 100; left > 0 && held.HasWaves; left--)
        {
            await signal.WaitAsync(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }

    [LoggerMessage(2201, LogLevel.Error, "{Lane}: a wave of {Count} envelopes could not be recorded; it is tried again.")]
    private partial void LogWave(Exception exception, LaneKey lane, int count);

    [LoggerMessage(2203, LogLevel.Error, "{Lane} met a bug of ours; it goes on.")]
    private partial void LogBug(Exception exception, LaneKey lane);

    [LoggerMessage(2202, LogLevel.Error, "{Lane}: the store is not available; the lane waits.")]
    private partial void LogStore(Exception exception, LaneKey lane);
}
