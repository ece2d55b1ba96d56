namespace RetailConnect.Sync.Engine;

/// <summary>The ports through which the engine reaches time, chance and the store.</summary>
internal sealed record EngineParts(IStoreWriter Writer, IInboxStore Inbox, ICheckpointStore Checkpoints, ICrosswalk Crosswalk, IStockLedger Ledger)
{
    private const int LastDoubling = 8;

    public required ILeaseStore Leases { get; init; }

    public required ForwardTime Time { get; init; }

    public required Chance Chance { get; init; }

    public required RecoveryOptions Recovery { get; init; }

    /// <summary>What became of single entities; null when the store does not tell.</summary>
    public IEntityHistory? History { get; init; }

    /// <summary>Sweeps; null when the store keeps none, and then nothing can be swept.</summary>
    public ISweepStore? Sweeps { get; init; }

    /// <summary>When entities are to be looked at again; null when the store keeps no appointments, and then nothing can be planned.</summary>
    public IAppointmentStore? Appointments { get; init; }

    /// <summary>Comparisons; null when the store keeps none.</summary>
    public IComparisonStore? Comparisons { get; init; }

    /// <summary>Erasures of persons; null when the store keeps none, and then nobody can be erased.</summary>
    public IErasureStore? Erasures { get; init; }

    /// <summary>The wait after so many attempts that failed: it doubles to a bound, and chance spreads it.</summary>
    public TimeSpan Backoff(int attempt) => Recovery.FirstDelay * Math.Pow(2, Math.Min(attempt - 1, LastDoubling)) * (0.5 + (Chance.NextDouble() / 2));

    /// <summary>Waits; a stop ends the wait without an exception.</summary>
    public async Task RestAsync(TimeSpan wait, CancellationToken cancellationToken) =>
        await Time.WaitAsync(wait, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
