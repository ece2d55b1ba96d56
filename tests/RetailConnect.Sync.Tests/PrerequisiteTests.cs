using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Middleware;

namespace RetailConnect.Sync.Tests;

public sealed class PrerequisiteTests
{
    private static readonly CanonicalId Sold = new("web-5001");
    private readonly MemoryCrosswalk crosswalk = new();
    private readonly HashSet<CanonicalId> pending = [];

    [Fact]
    public async Task A_return_waits_without_using_up_an_attempt_while_its_order_is_on_its_way()
    {
        pending.Add(Sold);
        var outcome = Assert.IsType<SyncOutcome.DeferredOutcome>(await InvokeAsync(Sold));
        Assert.True(Recover.Waited(outcome));
        Assert.True(outcome.Delay > TimeSpan.Zero);
    }

    [Fact]
    public async Task It_goes_on_when_the_order_was_written()
    {
        pending.Add(Sold);
        crosswalk.Link(new(TestConnection.Tenant, EntityType.Order, "erp"), Sold.Value, "SO-1");
        Assert.IsType<SyncOutcome.AppliedOutcome>(await InvokeAsync(Sold));
    }

    [Fact]
    public async Task It_is_the_sinks_to_say_what_is_missing_when_no_order_is_on_its_way() => Assert.IsType<SyncOutcome.AppliedOutcome>(await InvokeAsync(Sold));

    [Fact]
    public async Task What_builds_on_nothing_goes_on() => Assert.IsType<SyncOutcome.AppliedOutcome>(await InvokeAsync(null));

    private ValueTask<SyncOutcome> InvokeAsync(CanonicalId? needed)
    {
        var parts = new EngineParts(null!, new PendingOrders(pending), null!, crosswalk, null!) { Leases = null!, Time = new(TimeProvider.System), Chance = Chance.Seeded(1), Recovery = new() };
        var taken = new Return { Id = "r1", Order = new() { Id = "5001" }, ReturnedAt = DateTimeOffset.UnixEpoch, Lines = [], Total = MoneyPair.Of(new(0, "EUR")) };
        return new Prerequisite<Return>(parts, EntityType.Order, (_, _) => new(needed)).InvokeAsync(
            new(TestConnection.Envelope("web", "erp", Change.Upserted("r1", "1", taken), "web-r1"), CancellationToken.None), _ => new(SyncOutcome.Applied(new("CM-1"))));
    }
}
