using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Faults;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Whole trading days on the real engine, the real store and the simulators, in virtual time.</summary>
public sealed class DayTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    public static TheoryData<string, int> Days => new() { { "none", 1 }, { "normal", 2 }, { "storm", 3 }, { "storm", 4 } };

    [Theory, MemberData(nameof(Days))]
    [Cites("the promises on one day with ordinary faults")]
    public async Task A_day_ends_with_four_systems_in_step(string faults, int seed)
    {
        await using var retailer = new RetailerInProcess(Options(faults, seed));
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            retailer.Sandbox.StartDay();
            await retailer.QuietAsync();
        });
        await ProveAsync(retailer);
    }

    [Fact]
    public async Task A_day_ends_in_step_when_the_prices_of_the_ERPs_customers_exclude_tax()
    {
        var options = Options("none", 6);
        options.ErpCustomerPricesIncludeTax = false;
        await using var retailer = new RetailerInProcess(options);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            retailer.Sandbox.StartDay();
            await retailer.QuietAsync();
        });
        Assert.Contains(retailer.Sandbox.BusinessCentral.Documents, document => document.CreditMemo);
        await ProveAsync(retailer);
    }

    [Fact]
    [Cites("duplicates after a restart", "OCA/connector-magento#165", "woocommerce-square#483")]
    public async Task A_host_that_is_stopped_and_started_in_the_middle_of_a_storm_finishes_the_day()
    {
        await using var retailer = new RetailerInProcess(Options("storm", 5));
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            retailer.Sandbox.StartDay();
            for (var stop = 1; stop <= 3; stop++)
            {
                await Task.Delay(TimeSpan.FromSeconds(5 + stop), retailer.Time);
                await retailer.StopHostAsync();
                await Task.Delay(TimeSpan.FromSeconds(stop), retailer.Time);
                await retailer.StartHostAsync();
            }

            await retailer.QuietAsync();
        });
        await ProveAsync(retailer);
    }

    [Fact]
    [Cites("stuck queues", "OCA/queue#122", "OCA/queue#716")]
    public async Task A_store_that_is_away_for_longer_than_a_lease_ends_no_tenants_work()
    {
        var away = false;
        await using var retailer = new RetailerInProcess(Options("normal", 6)) { WrapStore = store => new SharedStore(store, () => away) };
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            retailer.Sandbox.StartDay();
            for (var outage = 0; outage < 2; outage++)
            {
                await Task.Delay(TimeSpan.FromSeconds(4), retailer.Time);
                away = true;
                await Task.Delay(TimeSpan.FromSeconds(25), retailer.Time);
                away = false;
            }

            await retailer.QuietAsync();
        });
        await ProveAsync(retailer);
    }

    private static SandboxOptions Options(string faults, int seed) => new()
    {
        Seed = seed, Scale = new RetailerScale().Times(0.05), Faults = faults switch { "storm" => FaultProfile.Storm, "normal" => FaultProfile.Normal, _ => FaultProfile.None },
    };

    /// <summary>A store that hosts share, and that can be away.</summary>
    private sealed class SharedStore(StoreView inner, Func<bool> isAway) : StoreView(inner)
    {
        public override bool IsShared => true;

        public override ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken) => isAway() ? throw Away() : base.CommitAsync(commit, cancellationToken);

        public override ValueTask<IReadOnlyList<StoredEnvelope>> LoadPendingAsync(LaneKey lane, long after, int limit, CancellationToken cancellationToken) =>
            isAway() ? throw Away() : base.LoadPendingAsync(lane, after, limit, cancellationToken);

        public override ValueTask<long?> BeatAsync(Lease lease, CancellationToken cancellationToken) => isAway() ? throw Away() : base.BeatAsync(lease, cancellationToken);

        public override ValueTask<LeaseSight> LookAsync(TenantId tenant, CancellationToken cancellationToken) => isAway() ? throw Away() : base.LookAsync(tenant, cancellationToken);

        private static StoreException Away() => new("The store can't be reached.");
    }

    private static async Task ProveAsync(RetailerInProcess retailer)
    {
        Assert.All(retailer.Sandbox.Prove(), proof => Assert.True(proof.Holds, $"{proof.Name}: {proof.Detail}"));
        var status = await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None);
        Assert.True(status.Balanced, string.Join(", ", status.Lanes));
        Assert.Equal(0, status.Waiting);
        Assert.Empty(await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 10, CancellationToken.None));
        Assert.True(status.Lanes.Where(lane => lane.Lane.Sync == "orders").Sum(lane => lane.Applied) > 0, "A day without a sale proves nothing.");
    }
}
