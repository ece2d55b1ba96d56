using Microsoft.Extensions.Logging;

namespace RetailConnect.Sync.Engine;

/// <summary>Records what became of a lane's envelopes, and lets nothing that is known get lost while the store is away.</summary>
internal sealed partial class LaneBooks(LaneKey key, CallBook calls, EngineParts parts, ILogger logger)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private List<StoredEnvelope> unsaved = [];

    /// <summary>Keeps what was superseded until it can be recorded.</summary>
    public void Keep(StoredEnvelope superseded)
    {
        lock (gate)
        {
            unsaved.Add(superseded);
        }
    }

    /// <summary>Records what was superseded; what can't be recorded now is kept and recorded before anything else is taken in.</summary>
    public async Task SaveSupersededAsync(IReadOnlyList<StoredEnvelope> superseded, CancellationToken cancellationToken)
    {
        List<StoredEnvelope> all;
        lock (gate)
        {
            (all, unsaved) = ([.. unsaved, .. superseded], []);
        }

        if (all.Count == 0)
        {
            return;
        }

        try
        {
            // Nobody knows whether the superseded one was sent, in this life or in the one before.
            await parts.Writer.CommitAsync(new StoreCommit { Outcomes = [.. all.Select(OutcomeOf)], Doubts = [.. all.Select(DoubtOf)] }, cancellationToken);
            all.ForEach(old => calls.Forget(old.Id));
        }
        catch
        {
            lock (gate)
            {
                unsaved.AddRange(all);
            }

            throw;
        }
    }

    /// <summary>Says that nobody knows what the target holds of an envelope's entity.</summary>
    public static ContentDoubt DoubtOf(StoredEnvelope stored) => new(new(stored.Envelope.Lane.Tenant, stored.Envelope.Type, stored.Envelope.Lane.Target), stored.Envelope.Canonical);

    private StoredOutcome OutcomeOf(StoredEnvelope old) => new() { Envelope = old.Id, Kind = OutcomeKind.Superseded, Reason = Reasons.NewerChange, Attempts = old.Attempts, At = parts.Time.GetUtcNow() };

    /// <summary>Records what was done, as often as it takes: it is known, and would have to be found out again. A stop does not take back the record, but ends the repeats.</summary>
    public async Task RecordAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        for (var wait = parts.Recovery.FirstDelay; ; wait = wait < Longest ? wait * 2 : Longest)
        {
            try
            {
                await parts.Writer.CommitAsync(commit, CancellationToken.None);
                return;
            }
            catch (StoreException exception) when (!exception.LeaseLost && !cancellationToken.IsCancellationRequested)
            {
                LogStore(exception, key);
                await parts.RestAsync(wait, cancellationToken);
            }
        }
    }

    [LoggerMessage(2206, LogLevel.Error, "{Lane}: what was done can't be recorded yet; it is recorded as soon as the store is back.")]
    private partial void LogStore(Exception exception, LaneKey lane);
}
