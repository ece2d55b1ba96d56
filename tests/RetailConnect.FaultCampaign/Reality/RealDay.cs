using System.Net;
using System.Net.Sockets;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Faults;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Reality;

/// <summary>One trading day on real sockets and a real store, with hosts that are killed; on PostgreSQL there are two of them, and the server is stopped without a word now and then.</summary>
internal sealed class RealDay : IAsyncDisposable
{
    private const int KillsOfADay = 6;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("retailconnect-");
    private readonly List<HostProcess> hosts = [];
    private readonly List<string> broken = [];
    private readonly Cluster? cluster;
    private readonly RetailSandbox sandbox;
    private readonly Random random;
    private readonly int most;

    private RealDay(int seed, int most, Cluster? cluster)
    {
#pragma warning disable RS0030 // The seed is the point.
        random = new Random(seed);
#pragma warning restore RS0030
        this.most = Math.Min(most, KillsOfADay);
        this.cluster = cluster;
        sandbox = RetailSandbox.Create(Options(seed, random.Next(2) == 0 ? FaultProfile.Normal : FaultProfile.Storm), TimeProvider.System);
    }

    private int Kills { get; set; }

    private int Outages { get; set; }

    private int Freezes { get; set; }

    /// <summary>Runs a day; the cluster is a fresh one, or null for a SQLite file.</summary>
    public static async Task<RealResult> RunAsync(int seed, int most, Cluster? cluster, CancellationToken cancellationToken)
    {
        await using var day = new RealDay(seed, most, cluster);
        var began = TimeProvider.System.GetTimestamp();
        await day.RunAsync(cancellationToken);
        return new(seed, day.Kills, day.Outages, day.Freezes, TimeProvider.System.GetElapsedTime(began), day.broken);
    }

    public async ValueTask DisposeAsync()
    {
        hosts.ForEach(host => host.Dispose());
        await sandbox.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var addresses = await sandbox.ListenAsync(0, cancellationToken);
        Uri[] listening = [.. Enumerable.Range(0, cluster is null ? 1 : 2).Select(_ => new Uri($"http://127.0.0.1:{FreePort()}"))];
        foreach (var address in listening)
        {
            string[] store = cluster is null ? ["--at", Path.Combine(folder.FullName, "state.db")] : ["--at", cluster.ConnectionString, "--shared"];
            hosts.Add(new([HostProgram.Name, "--control", $"{addresses.Control}", "--address", $"{address}", "--public", $"{listening[0]}", .. store], address));
            hosts[^1].Start();
        }

        // The first one dies while the channels are loaded, the others while the shops are open.
        await KillAsync(cancellationToken);
        await QuietAsync("loading", cancellationToken);
        sandbox.StartDay();
        while (Kills < most)
        {
            await KillAsync(cancellationToken);
        }

        await QuietAsync("draining", cancellationToken);
        broken.AddRange(sandbox.Prove().Where(proof => !proof.Holds).Select(proof => $"{proof.Name}: {proof.Detail}"));
    }

    private async Task KillAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(TimeSpan.FromMilliseconds(random.Next(300, 4000)), cancellationToken);
        await FreezeAsync(cancellationToken);
        var victim = hosts[random.Next(hosts.Count)];
        if (!victim.IsAlive)
        {
            broken.Add($"a host ended by itself: {victim.Said}");
        }

        victim.Kill();
        Kills++;
        if (cluster is not null && random.Next(4) == 0)
        {
            cluster.Kill();
            Outages++;
            await WaitAsync(TimeSpan.FromMilliseconds(random.Next(100, 4000)), cancellationToken);
            cluster.Start();
        }

        await WaitAsync(TimeSpan.FromMilliseconds(random.Next(500)), cancellationToken);
        victim.Start();
    }

    /// <summary>Where another host can take over, one stands still now and then for longer than its lease lasts, and wakes up beside its successor.</summary>
    private async Task FreezeAsync(CancellationToken cancellationToken)
    {
        if (cluster is null || random.Next(3) > 0)
        {
            return;
        }

        var frozen = hosts[random.Next(hosts.Count)];
        frozen.Freeze();
        Freezes++;
        await WaitAsync(HostProgram.LeaseTerm + TimeSpan.FromMilliseconds(random.Next(500, 2000)), cancellationToken);
        frozen.Thaw();
        await WaitAsync(TimeSpan.FromMilliseconds(random.Next(100, 1000)), cancellationToken);
    }

    /// <summary>Waits until nothing waits: twice in a row, each time after a poll of every stream. Webhooks that a vendor will repeat in hours are not waited for.</summary>
    private async Task QuietAsync(string stretch, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        Standing? last = null;
        for (var quiet = 0; quiet < 2;)
        {
            if (TimeProvider.System.GetElapsedTime(began) > Longest)
            {
                broken.Add($"liveness: still {stretch} after {Longest.TotalSeconds:N0} s: {last?.ToString() ?? $"no host is ready ({string.Join("; ", hosts.Select(host => host.IsAlive ? "alive" : $"ended: {host.Said}"))})"}");
                return;
            }

            if (hosts.All(host => !host.IsAlive))
            {
                broken.Add($"every host ended by itself while {stretch}: {string.Join("; ", hosts.Select(host => host.Said))}");
                return;
            }

            var (host, standing) = await WorkingAsync(cancellationToken);
            last = standing ?? last;
            var isQuiet = host is not null && standing is { Waiting: 0 } && !(sandbox.Day is { Started: true, Ended: false }) && await host.CatchUpAsync(cancellationToken)
                && await host.StandingAsync(cancellationToken) is { Waiting: 0 } after && after.Accepted == standing.Accepted;
            quiet = isQuiet ? quiet + 1 : 0;
            await WaitAsync(Look, cancellationToken);
        }

        broken.AddRange(last!.Dead.Select(letter => $"dead letter: {letter}"));
        if (!last.Balanced)
        {
            broken.Add("conservation: an imbalance");
        }
    }

    /// <summary>The host that works for the tenant.</summary>
    private async Task<(HostProcess? Host, Standing? Standing)> WorkingAsync(CancellationToken cancellationToken)
    {
        foreach (var host in hosts)
        {
            if (await host.StandingAsync(cancellationToken) is { Ready: true } standing)
            {
                return (host, standing);
            }
        }

        return default;
    }

    private static Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken) => TimeProvider.System.WaitAsync(wait, cancellationToken);

    private static SandboxOptions Options(int seed, FaultProfile faults) => new()
    {
        Seed = seed, Faults = faults,
        Scale = new RetailerScale
        {
            Items = 5, VariantsPerItem = 2, Stores = 2, Customers = 10, WebOrders = 12, StoreSales = 16, Returns = 5, Edits = 2, Cancellations = 1, PriceChanges = 4, StockChanges = 6, CustomerChanges = 3, Day = TimeSpan.FromSeconds(12),
        },
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>What came of a day.</summary>
internal sealed record RealResult(int Seed, int Kills, int Outages, int Freezes, TimeSpan Elapsed, IReadOnlyList<string> Broken);
