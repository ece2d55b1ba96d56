using System.Net;
using System.Net.Sockets;
using RetailConnect.FaultCampaign.Reality;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.FaultCampaign.Load;

/// <summary>One catalogue is loaded into the simulated shop by a host that is killed while an operation is under way, and started again; the shop's own state is judged.</summary>
internal sealed class CatalogueLoad : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>All the memory that the host's objects may take, whatever the size of the catalogue: one that held it would not come to the end.</summary>
    public const long HeapLimit = 96 * 1024 * 1024;

    /// <summary>Slow enough that the kill meets an operation under way.</summary>
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(30);

    /// <summary>At this rate the 1,000 products of an operation take two seconds, so that the look right before the kill is not out of date.</summary>
    private const double MostLinesPerSecond = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("retailconnect-");
    private readonly RetailSandbox sandbox;
    private readonly int products;
    private readonly List<string> broken = [];
    private HostProcess? host;
    private long heap;
    private long peak;

    private CatalogueLoad(int variants, int restoreRate)
    {
        products = variants / CatalogueConnector.Variants;
        sandbox = RetailSandbox.Create(new SandboxOptions { ShopifyRestoreRate = restoreRate, ShopifyBulkLinesPerSecond = Math.Min(products / Work.TotalSeconds, MostLinesPerSecond), Scale = new RetailerScale { Items = 1, VariantsPerItem = 1, Stores = 1, Customers = 1 } }, TimeProvider.System);
    }

    /// <summary>Runs a load.</summary>
    /// <param name="variants">Variants of the catalogue.</param>
    /// <param name="restoreRate">Cost points that the shop restores in a second.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<LoadResult> RunAsync(int variants, int restoreRate, CancellationToken cancellationToken)
    {
        await using var load = new CatalogueLoad(variants, restoreRate);
        var began = TimeProvider.System.GetTimestamp();
        var atKill = await load.RunAsync(cancellationToken);
        load.Judge();
        var shop = load.sandbox.Shopify;
        return new(variants, atKill, shop.BulkOperations.Count, load.SingleWrites(), load.heap, load.peak, TimeProvider.System.GetElapsedTime(began), load.broken);
    }

    public async ValueTask DisposeAsync()
    {
        host?.Dispose();
        await sandbox.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var addresses = await sandbox.ListenAsync(0, cancellationToken);
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        host = new HostProcess([LoadHostProgram.Name, "--control", $"{addresses.Control}", "--at", Path.Combine(folder.FullName, "state.db"), "--address", $"{address}", "--products", $"{products}"], address) { Settings = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = HeapLimit.ToString("x", System.Globalization.CultureInfo.InvariantCulture) } };
        host.Start();

        // More than half: exactly half of a round number is where an operation ends.
        await UntilAsync(_ => sandbox.Shopify.BulkOperations is [.., { Status: "RUNNING" }] && sandbox.Shopify.Variants.Count > products * CatalogueConnector.Variants / 2, "half of it is loaded", cancellationToken);

        // Until a killed process is gone the shop goes on for a while.
        var (atKill, underWay) = (sandbox.Shopify.Variants.Count, sandbox.Shopify.BulkOperations.Any(operation => operation.Status is "CREATED" or "RUNNING"));
        host.Kill();
        if (!underWay)
        {
            broken.Add("the kill met no operation under way");
        }

        host.Start();
        await UntilAsync(standing => standing is { Ready: true, Waiting: 0 } && standing.Accepted == products, "all of it is loaded", cancellationToken);
        return atKill;
    }

    private void Judge()
    {
        var found = sandbox.Shopify.Variants.ToLookup(variant => variant.Sku, variant => variant.Price);
        for (var product = 0; product < products; product++)
        {
            for (var variant = 0; variant < CatalogueConnector.Variants; variant++)
            {
                var (sku, price) = (CatalogueConnector.SkuOf(product, variant), CatalogueConnector.PriceOf(product, variant));
                if (found[sku].ToList() is not [var only] || only != price)
                {
                    broken.Add($"{sku} should stand in the shop once at {price}, and stands there at {(found[sku].Any() ? string.Join(", ", found[sku]) : "nothing")}");
                }
            }
        }

        if (sandbox.Shopify.Variants.Count != products * CatalogueConnector.Variants)
        {
            broken.Add($"the shop has {sandbox.Shopify.Variants.Count:N0} variants instead of {products * CatalogueConnector.Variants:N0}");
        }

        if (sandbox.Shopify.MostBulkOperations != 1)
        {
            broken.Add($"{sandbox.Shopify.MostBulkOperations} operations were under way at once");
        }
    }

    /// <summary>Products that were written by a call of their own.</summary>
    private int SingleWrites() => sandbox.Recorder.Records.Count(record => record.Vendor is "shopify" && System.Text.Encoding.UTF8.GetString(record.Request.Body.Span[..Math.Min(record.Request.Body.Length, 40)]).Contains("mutation ProductSet", StringComparison.Ordinal));

    private async Task UntilAsync(Func<Standing?, bool> reached, string what, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var standing = await host!.StandingAsync(cancellationToken);
            (heap, peak) = (Math.Max(heap, standing?.Heap ?? 0), Math.Max(peak, standing?.Peak ?? 0));
            if (reached(standing))
            {
                broken.AddRange(standing?.Dead.Select(letter => $"dead letter: {letter}") ?? []);
                if (standing is { Balanced: false })
                {
                    broken.Add("conservation: an imbalance");
                }

                return;
            }

            if (!host.IsAlive || TimeProvider.System.GetElapsedTime(began) > Longest)
            {
                throw new InvalidOperationException($"Waiting until {what}: {(host.IsAlive ? $"{standing}" : $"the host ended: {host.Said}")}, the shop has {sandbox.Shopify.Variants.Count:N0} variants.");
            }

            await TimeProvider.System.WaitAsync(Look, cancellationToken);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>What came of a load.</summary>
internal sealed record LoadResult(int Variants, int AtKill, int Operations, int SingleWrites, long Heap, long Peak, TimeSpan Elapsed, IReadOnlyList<string> Broken);
