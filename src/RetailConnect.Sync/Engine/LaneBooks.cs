using Microsoft.Extensions.Logging;

namespace RetailConnect.Sync.Engine;

/// <summary>Records what became of a lane's envelopes, and lets nothing that is known get lost while the store is away.</summary>
internal sealed partial class LaneBooks(LaneKey key, CallBook calls, EngineParts parts, ILogger logger)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private List<StoredOutcome> unsaved = [];

    /// <summary>The outcome of a change that a newer one made needless.</summary>
    public StoredOutcome Superseded(StoredEnvelope old) =>
        new() { Envelope = old.Id, Kind = OutcomeKind.Superseded, Reason = Reasons.NewerChange, Attempts = old.Attempts, At = parts.Time.GetUtcNow() };

    /// <summary>Records what was superseded; what can't be recorded now is kept and recorded before anything else is taken in.</summary>
    public async Task SaveSupersededAsync(IReadOnlyList<StoredOutcome> superseded, CancellationToken cancellationToken)
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
            outcomes.ForEach(outcome => calls.Forget(outcome.Envelope));
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
                await RestAsync(wait, cancellationToken);
            }
        }
    }

    /// <summary>Waits; a stop ends the wait without an exception.</summary>
    public async Task RestAsync(TimeSpan wait, CancellationToken cancellationToken) => await Task.WhenAny(parts.Time.WaitAsync(wait, cancellationToken));

    [LoggerMessage(2204, LogLevel.Error, "{Lane}: what was done can't be recorded yet; it is recorded as soon as the store is back.")]
    private partial void LogStore(Exception exception, LaneKey lane);
}
