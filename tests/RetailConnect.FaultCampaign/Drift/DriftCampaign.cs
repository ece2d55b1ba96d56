using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Drift;

/// <summary>Loads a catalogue into the shop and the tills, lets somebody change some of it by hand, and compares: exactly that must be found, and mended by the plan.</summary>
internal sealed class DriftCampaign(int variants, int drifts, int seed, FileInfo? json)
{
    private const int VariantsPerItem = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    private readonly Traffic traffic = new();
    private readonly List<string> broken = [];
    private readonly List<object> figures = [];

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await using var retailer = new RetailerInProcess(new SandboxOptions { Seed = seed, Scale = new RetailerScale { Items = variants / VariantsPerItem, VariantsPerItem = VariantsPerItem, Stores = 1, Customers = 1 } })
        {
            Wire = traffic.Over,
            Compose = (tenant, vendors) => tenant
                .AddBusinessCentral("erp", o => Connections.Configure(o, vendors)).AddShopify("web", o => Connections.Configure(o, vendors)).AddSquare("pos", o => Connections.Configure(o, vendors))
                .SyncCatalog(from: "erp", to: ["web", "pos"], sync => sync.Every = TimeSpan.FromHours(1)),
        };
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync(1);
            Console.WriteLine($"{variants:N0} variants in the shop and the tills. {traffic.Take()}");
            var planted = Vandal.Change(retailer.Sandbox, drifts, new Random(seed));
            await CompareAsync(retailer, planted, cancellationToken);
        });
        broken.Take(20).ToList().ForEach(line => Console.WriteLine($"  {line}"));
        Console.WriteLine(broken.Count == 0 ? $"All {drifts} changes were found, and nothing else." : "BROKEN");
        if (json is not null)
        {
            await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(new { variants, drifts, seed, comparisons = figures, holds = broken.Count == 0 }), CancellationToken.None);
        }

        return broken.Count == 0;
    }

    private async Task CompareAsync(RetailerInProcess retailer, IReadOnlyList<Planted> planted, CancellationToken cancellationToken)
    {
        var reconciliation = retailer.Host.GetRequiredService<IReconciliation>();
        foreach (var lane in reconciliation.Lanes(RetailerInProcess.Tenant))
        {
            var expected = planted.Where(change => change.Channel == lane.Target).ToList();
            var found = await CompareAsync(reconciliation, lane, cancellationToken);
            Judge($"{lane.Target}", expected.Select(change => $"{change.Key} {change.Kind}"), found.Discrepancies.Select(item => $"{item.Key} {item.Kind}"));
            Judge($"{lane.Target}, state", [], found.Discrepancies.Where(item => item.State is not DiscrepancyState.Drift).Select(item => $"{item.Key} {item.State} {item.Reason}"));
            _ = await reconciliation.RepairAsync(reconciliation.Plan(found), cancellationToken);
            await retailer.QuietAsync(1);
            Console.WriteLine($"  repaired. {traffic.Take()}");
            var after = await CompareAsync(reconciliation, lane, cancellationToken);
            Judge($"{lane.Target}, repaired", expected.Where(change => change.Kind is DiscrepancyKind.OnlyInTarget).Select(change => change.Key), after.Discrepancies.Where(item => item.State is DiscrepancyState.Drift).Select(item => item.Key));
        }
    }

    private async Task<Comparison> CompareAsync(IReconciliation reconciliation, LaneKey lane, CancellationToken cancellationToken)
    {
        traffic.Take();
        var (began, spent) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var found = await reconciliation.CompareAsync(lane, null, cancellationToken);
        var (elapsed, cpu, sent) = (TimeProvider.System.GetElapsedTime(began), Environment.CpuUsage.TotalTime - spent, traffic.Take());
        Console.WriteLine($"{lane.Target}: {found.Expected:N0} and {found.Observed:N0} things compared, {found.LookedAtAgain:N0} looked at again, {found.Found:N0} differ. {sent} {elapsed.TotalSeconds:N1} s, simulators included ({cpu.TotalSeconds:N1} s of CPU).");
        figures.Add(new { lane.Target, found.Expected, found.Observed, found.LookedAtAgain, found.Found, sent.Calls, sent.Bytes, elapsedSeconds = elapsed.TotalSeconds, cpuSeconds = cpu.TotalSeconds });
        return found;
    }

    private void Judge(string where, IEnumerable<string> expected, IEnumerable<string> found)
    {
        var (should, does) = (expected.ToHashSet(), found.ToHashSet());
        broken.AddRange(should.Except(does).Select(key => $"{where}: {key} was not found"));
        broken.AddRange(does.Except(should).Select(key => $"{where}: {key} was found, and nobody had changed it"));
    }
}
