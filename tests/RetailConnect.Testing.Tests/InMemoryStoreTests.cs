using Microsoft.Extensions.DependencyInjection;

namespace RetailConnect.Testing.Tests;

public sealed class InMemoryStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly LaneKey Lane = new(new("northwind"), "orders", "erp");

    [Fact]
    public async Task Every_port_is_the_one_store()
    {
        var services = new ServiceCollection();
        new RetailConnectBuilder(services).UseInMemory();
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<InMemoryStore>();
        var ports = typeof(InMemoryStore).GetInterfaces().Where(port => port.Namespace == nameof(RetailConnect)).ToArray();
        Assert.Equal(13, ports.Length);
        Assert.All(ports, port => Assert.Same(store, provider.GetRequiredService(port)));
    }

    [Theory]
    [InlineData(0, 0, "Retention")]
    [InlineData(1, -1, "MostEnvelopes")]
    public void A_setting_that_is_wrong_is_named(int days, int most, string setting) => Assert.Contains(
        setting,
        Assert.Throws<ArgumentException>(() => new RetailConnectBuilder(new ServiceCollection()).UseInMemory(options => (options.Retention, options.MostEnvelopes) = (TimeSpan.FromDays(days), most))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_body_that_its_caller_changes_afterwards_stays_as_it_was_saved()
    {
        await using var store = await OpenAsync(new());
        byte[] body = [1, 2, 3];
        await store.CommitAsync(new() { Envelopes = [Envelope("1", body)] }, None);
        body[0] = 9;
        var pending = Assert.Single(await store.LoadPendingAsync(Lane, 0, 10, None));
        Assert.Equal([1, 2, 3], pending.Envelope.Body.ToArray());

        await store.CommitAsync(new() { Outcomes = [new() { Envelope = pending.Id, Kind = OutcomeKind.DeadLettered, Attempts = 1, At = DateTimeOffset.UnixEpoch }] }, None);
        byte[] edited = [4];
        await store.DecideAsync(new() { Tenant = Lane.Tenant, Envelopes = [pending.Id], Kind = DecisionKind.Edit, Edit = new(edited, "f") }, None);
        edited[0] = 9;
        Assert.Equal([4], Assert.Single(await store.LoadPendingAsync(Lane, 0, 10, None)).Envelope.Body.ToArray());
    }

    [Fact]
    public async Task What_one_memory_holds_another_does_not()
    {
        await using var first = await OpenAsync(new());
        await using var second = await OpenAsync(new());
        await first.CommitAsync(new() { Envelopes = [Envelope("1", [1])] }, None);
        Assert.Empty(await second.CountAsync(Lane.Tenant, None));
    }

    [Fact]
    public async Task A_list_that_was_read_does_not_change_when_more_is_saved()
    {
        await using var store = await OpenAsync(new());
        await store.CommitAsync(new() { Envelopes = [Envelope("1", [1])] }, None);
        var before = await store.LoadPendingAsync(Lane, 0, 10, None);
        await store.CommitAsync(new() { Envelopes = [Envelope("2", [1])] }, None);
        Assert.Single(before);
        Assert.Empty(await store.LoadPendingAsync(Lane, long.MaxValue, 10, None));
        Assert.Equal("2", Assert.Single(await store.LoadPendingAsync(Lane, before[0].Id, int.MaxValue, None)).Envelope.Entity.Value);
    }

    private static async Task<InMemoryStore> OpenAsync(StoreMemory memory)
    {
        var store = new InMemoryStore(memory, new(), TimeProvider.System);
        await store.OpenAsync(None);
        return store;
    }

    private static NewEnvelope Envelope(string entity, byte[] body) => new()
    {
        Lane = Lane, Type = EntityType.Order, Origin = "web", Entity = entity, Canonical = new(entity), OrderKey = entity, Version = "1", Key = new(entity), Fingerprint = "", Body = body, AcceptedAt = DateTimeOffset.UnixEpoch,
    };
}
