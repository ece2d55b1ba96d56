using System.Diagnostics;
using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class CrashTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_key_that_was_acknowledged_survives_a_kill()
    {
        var acknowledged = new List<string>();
        foreach (var (round, wanted) in new[] { ("a", 1), ("b", 40), ("c", 250) })
        {
            acknowledged.AddRange(await KillAfterAsync(round, wanted));
            await using var store = await folder.OpenAsync();
            var pending = await store.Pending();
            var found = pending.Select(envelope => envelope.Envelope.Key.Value).ToHashSet();
            Assert.DoesNotContain(acknowledged, key => !found.Contains(key));
            Assert.Equal(0, (await store.Tally()).Imbalance);
            Assert.Equal(pending.Count, await store.CountHintsAsync(Sample.Tenant, CancellationToken.None));
            Assert.Equal(pending.Count, folder.Count("SELECT COUNT(*) FROM body"));
            foreach (var worker in pending.Select(envelope => envelope.Envelope.Key.Value).Where(key => key.StartsWith(round, StringComparison.Ordinal)).GroupBy(key => key.Split('-')[1]))
            {
                var checkpoint = await store.LoadAsync(Sample.Stream with { Connection = $"web-{worker.Key}" }, CancellationToken.None);
                Assert.Equal(worker.Last(), checkpoint?.Cursor.Value);
            }
        }
    }

    private async Task<List<string>> KillAfterAsync(string round, int wanted)
    {
        var keys = new List<string>();
        using var process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Crasher(), folder.File, round]) { RedirectStandardOutput = true })!;
        try
        {
            while (keys.Count < wanted && await process.StandardOutput.ReadLineAsync() is { } key)
            {
                keys.Add(key);
            }
        }
        finally
        {
            process.Kill();
        }

        // What stands in the pipe was acknowledged too; a line that was cut off was not.
        var rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(137, process.ExitCode);
        Assert.InRange(keys.Count, wanted, int.MaxValue);
        return [.. keys, .. rest.Split('\n').SkipLast(1)];
    }

    private static string Crasher()
    {
        var name = typeof(CrashTests).Assembly.GetName().Name!;
        var crasher = name.Replace(".Tests", ".Crasher", StringComparison.Ordinal);
        return Path.Combine(AppContext.BaseDirectory.Replace(name, crasher, StringComparison.Ordinal), $"{crasher}.dll");
    }
}
