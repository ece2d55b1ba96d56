using RetailConnect.Testing;

namespace CustomConnector.Kit;

/// <summary>Runs checks and keeps their order.</summary>
internal static class KitRun
{
    /// <summary>Checks mostly wait for rest, so a few run at once.</summary>
    private const int AtOnce = 4;

    /// <param name="checks">What to run.</param>
    /// <param name="done">Hears of each check that ended.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(IReadOnlyList<ConformanceCheck> checks, Action<CheckResult> done, CancellationToken cancellationToken)
    {
        var results = new CheckResult[checks.Count];
        await Parallel.ForEachAsync(checks.Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (entry, token) =>
        {
            var result = await RunAsync(entry.Item, token);
            results[entry.Index] = result;
            done(result);
        });
        return results;
    }

    private static async Task<CheckResult> RunAsync(ConformanceCheck check, CancellationToken cancellationToken)
    {
        if (check.NotApplicable is { } reason)
        {
            return new(check.Name, CheckOutcome.Bypassed, reason, 0);
        }

        var started = TimeProvider.System.GetTimestamp();
        string? broken = null;
        try
        {
            await check.RunAsync(cancellationToken);
        }
        catch (ConformanceException exception)
        {
            broken = exception.Message;
        }

        return new(check.Name, broken is null ? CheckOutcome.Passed : CheckOutcome.Failed, broken, (long)TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
    }
}
