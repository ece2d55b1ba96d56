using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class WriteAheadLogTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Commits_that_wait_together_share_one_write()
    {
        var gate = new GateScheduler();
        await using var store = await folder.OpenAsync(gate);
        var log = new FileInfo($"{folder.File}-wal");
        var together = Enumerable.Range(0, 64).Select(i => store.Save(Sample.Envelopes($"a{i}"))).ToArray();
        var before = log.Exists ? log.Length : 0;
        gate.Open();
        await Task.WhenAll(together);
        log.Refresh();
        var shared = log.Length - before;
        for (var i = 0; i < 64; i++)
        {
            await store.Save(Sample.Envelopes($"b{i}"));
        }

        log.Refresh();
        Assert.True(log.Length - before - shared > 5 * shared, $"64 together wrote {shared} bytes, 64 one by one {log.Length - before - shared}.");
    }
}
