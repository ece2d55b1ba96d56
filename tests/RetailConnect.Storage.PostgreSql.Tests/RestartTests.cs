using System.Collections.Concurrent;
using RetailConnect.Storage.Relational;
using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class RestartTests : IDisposable
{
    private readonly Cluster cluster = new();
    private readonly StoreSchema schema;

    public RestartTests() => schema = new(cluster);

    public void Dispose()
    {
        schema.Dispose();
        cluster.Dispose();
    }

    [Fact]
    public async Task Every_answered_commit_survives_the_servers_death_and_none_is_half_there()
    {
        await using var store = await schema.OpenAsync();
        var answered = new ConcurrentBag<string>();
        foreach (var (round, wanted) in new[] { ("a", 1), ("b", 40), ("c", 400) })
        {
            var enough = new TaskCompletionSource();
            var workers = Enumerable.Range(0, 8).Select(worker => CommitUntilRefusedAsync(store, $"{round}-{worker}", key =>
            {
                answered.Add(key);
                if (answered.Count(other => other.StartsWith(round, StringComparison.Ordinal)) >= wanted)
                {
                    enough.TrySetResult();
                }
            })).ToArray();
            await Task.WhenAny([enough.Task, .. workers]);
            cluster.Kill();
            await Task.WhenAll(workers);
            await Assert.ThrowsAsync<StoreException>(() => store.Save(Sample.Envelopes("while it is down")));
            await Assert.ThrowsAsync<StoreException>(() => store.Pending());

            cluster.Start();
            Assert.Equal(new StoreReceipt(0, 1), await store.Save(Sample.Envelopes($"after {round}")));
            await CheckAsync(store, round, [.. answered]);
        }
    }

    [Fact]
    public async Task A_server_that_was_restarted_while_nothing_was_written_is_not_noticed()
    {
        await using var store = await schema.OpenAsync();
        await store.Save(Sample.Envelopes("1"));
        Assert.Single(await store.Pending());
        cluster.Kill();
        cluster.Start();
        Assert.Equal(2, (await Task.WhenAll(store.Save(Sample.Envelopes("1", "2")), store.Save(Sample.Envelopes("3")))).Sum(receipt => receipt.Envelopes));
        Assert.Equal(["1", "2", "3"], (await store.Pending()).Select(envelope => envelope.Envelope.Entity.Value));
    }

    [Fact]
    public async Task A_store_whose_server_is_down_can_be_opened_once_it_is_up()
    {
        cluster.Kill();
        await using var store = schema.Create();
        var error = await Assert.ThrowsAsync<StoreException>(async () => await store.OpenAsync(CancellationToken.None));
        Assert.Contains("can't be reached", error.Message, StringComparison.Ordinal);
        cluster.Start();
        await store.OpenAsync(CancellationToken.None);
        Assert.Equal(new StoreReceipt(0, 1), await store.Save(Sample.Envelopes("1")));
    }

    private static async Task CommitUntilRefusedAsync(IStoreWriter store, string worker, Action<string> answered)
    {
        for (var number = 0; ; number++)
        {
            var key = $"{worker}-{number}";
            try
            {
                await store.Save(new()
                {
                    Envelopes = [Sample.Envelope(key) with { Key = new(key) }], Hints = [Sample.Hint(key)], Checkpoint = new(Sample.Stream with { Connection = worker }, new(key), Sample.Noon),
                });
            }
            catch (StoreException)
            {
                return;
            }

            answered(key);
        }
    }

    private async Task CheckAsync(RelationalStore store, string round, string[] answered)
    {
        var keys = (await store.Pending()).Select(envelope => envelope.Envelope.Key.Value).Where(key => key.Split('-').Length == 3).ToArray();
        Assert.Empty(answered.Except(keys));
        Assert.Equal(0, (await store.Tally()).Imbalance);
        Assert.Equal(keys.Length, await store.CountHintsAsync(Sample.Tenant, CancellationToken.None));
        Assert.Equal(schema.Count("SELECT COUNT(*) FROM inbox"), schema.Count("SELECT COUNT(*) FROM body"));
        foreach (var worker in keys.Where(key => key.StartsWith(round, StringComparison.Ordinal)).GroupBy(key => key[..key.LastIndexOf('-')]))
        {
            Assert.Equal(worker.Last(), (await store.LoadAsync(Sample.Stream with { Connection = worker.Key }, CancellationToken.None))?.Cursor.Value);
        }
    }
}
