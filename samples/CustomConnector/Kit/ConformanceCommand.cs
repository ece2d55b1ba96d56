using CustomConnector.Depot;
using RetailConnect.Testing;

namespace CustomConnector.Kit;

/// <summary>Runs the kit and tells what it came to.</summary>
internal static class ConformanceCommand
{
    private const int Broken = 1;
    private const int NothingToDo = 2;

    /// <summary>Runs the kit on the sample connector.</summary>
    public static Task<int> RunAsync(FileInfo? json, string? only, CancellationToken cancellationToken) => RunAsync(new DepotHarness(), Screen.Create(), json, only, cancellationToken);

    /// <summary>Returns 0 when all that was checked is kept, 1 when something is not, 2 when nothing of that name can be checked.</summary>
    public static async Task<int> RunAsync(IConnectorHarness harness, Screen screen, FileInfo? json, string? only, CancellationToken cancellationToken)
    {
        var checks = ConnectorConformance.For(harness).Where(check => only is null || check.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).ToList();
        if (checks.Count == 0)
        {
            screen.Say($"No check has '{only}' in its name.");
            return NothingToDo;
        }

        var started = TimeProvider.System.GetTimestamp();
        var gate = new Lock();
        var results = await KitRun.RunAsync(checks, Told, cancellationToken);
        var report = new KitReport(DepotConnector.SystemName, Math.Round(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 1), results);
        screen.Show(report);
        if (json is not null)
        {
            await report.WriteAsync(json, cancellationToken);
        }

        return report.Holds ? 0 : report.Failed > 0 ? Broken : NothingToDo;

        void Told(CheckResult result)
        {
            lock (gate)
            {
                screen.Show(result);
            }
        }
    }
}
