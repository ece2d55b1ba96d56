using Microsoft.Extensions.DependencyInjection;
using RetailConnect;

// Commits without end and prints each key once it is durable; the test that started it ends it with SIGKILL.
var services = new ServiceCollection();
new RetailConnectBuilder(services).UseSqlite(args[0]);
await using var provider = services.BuildServiceProvider();
var store = provider.GetRequiredService<IStoreWriter>();
await store.OpenAsync(CancellationToken.None);
var lane = new LaneKey(new("northwind"), "orders", "erp");
var stream = new StreamKey(lane.Tenant, "web", EntityType.Order);
var printing = new Lock();
await Task.WhenAll(Enumerable.Range(0, 8).Select(CommitAsync));

async Task CommitAsync(int worker)
{
    for (var number = 0; ; number++)
    {
        var key = $"{args[1]}-{worker}-{number}";
        var envelope = new NewEnvelope
        {
            Lane = lane, Type = EntityType.Order, Origin = "web", Entity = key, Canonical = new(key), OrderKey = key, Version = "1", Key = new(key), Fingerprint = "",
            Body = new byte[] { 1, 2, 3 }, AcceptedAt = DateTimeOffset.UnixEpoch,
        };
        await store.CommitAsync(
            new() { Envelopes = [envelope], Hints = [new(stream, key, key, DateTimeOffset.UnixEpoch)], Checkpoint = new(stream with { Connection = $"web-{worker}" }, new(key), DateTimeOffset.UnixEpoch) },
            CancellationToken.None);
        lock (printing)
        {
            Console.WriteLine(key);
        }
    }
}
