namespace RetailConnect.Testing;

/// <summary>The kit that every store passes: what the engine relies on when it says that nothing is lost and nothing happens twice.</summary>
public static class StoreConformance
{
    private static readonly StoreCheck[] All =
    [
        .. OpeningChecks.All, .. CommitChecks.All, .. OutcomeChecks.All, .. DeadLetterChecks.All, .. DeskChecks.All, .. DecisionChecks.All, .. OvertakingChecks.All, .. LinkChecks.All, .. LedgerChecks.All, .. PurgeChecks.All, .. LeaseChecks.All,
        .. FindChecks.All, .. HistoryChecks.All, .. SweepChecks.All, .. ComparisonChecks.All, .. AppointmentChecks.All, .. ErasureChecks.All,
        .. HostChecks.All, .. CrashChecks.All, .. BrokenCallChecks.All, .. PlaceChecks.All, .. ModelChecks.All,
    ];

    /// <summary>Returns the checks of a store, always the same ones in the same order; those that do not apply say why.</summary>
    /// <param name="harness">Brings the store.</param>
    public static IReadOnlyList<ConformanceCheck> For(IStoreHarness harness) =>
        [.. All.Select(check => new ConformanceCheck(check.Name, check.Needs.Select(harness.Lacks).FirstOrDefault(reason => reason is not null), token => RunAsync(check, harness, token)))];

    private static async Task RunAsync(StoreCheck check, IStoreHarness harness, CancellationToken cancellationToken)
    {
        var time = new CheckClock(Sample.Noon);
        await using var place = await harness.PrepareAsync(time, cancellationToken);
        try
        {
            await check.Run(new StoreBench(place, time)).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var words = exception is ConformanceException ? exception.Message : $"expected no failure; saw {exception.GetType().Name}: {exception.Message}";
            throw new ConformanceException($"{check.Name}: {words}", exception);
        }
    }
}
