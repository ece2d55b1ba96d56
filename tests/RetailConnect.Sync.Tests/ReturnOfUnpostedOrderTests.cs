using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Inventory;
using RetailConnect.Sync.Kits;
using RetailConnect.Sync.Returns;

namespace RetailConnect.Sync.Tests;

/// <summary>A return brings back only what the ERP counts, or will count, as sold.</summary>
public sealed class ReturnOfUnpostedOrderTests
{
    private static readonly CanonicalId Sold = new("web-5001");
    private readonly MemoryCrosswalk crosswalk = new MemoryCrosswalk()
        .Link(new(TestConnection.Tenant, EntityType.Order, "web"), Sold.Value, "5001").Link(new(TestConnection.Tenant, EntityType.Location, "web"), "LONDON", "L1");

    private readonly HashSet<CanonicalId> pending = [];
    private readonly Past past = new();

    [Fact]
    public async Task Nothing_is_booked_for_an_order_that_never_gets_to_the_erp() => Assert.Empty(await BookedAsync());

    [Fact]
    public async Task A_return_is_booked_while_its_order_is_on_its_way()
    {
        pending.Add(Sold);
        Assert.Equal(-1m, Assert.Single(await BookedAsync()).Units.Value);
    }

    [Fact]
    public async Task A_return_is_booked_when_its_order_is_there()
    {
        crosswalk.Link(new(TestConnection.Tenant, EntityType.Order, "erp"), Sold.Value, "SO-1");
        Assert.Equal(-1m, Assert.Single(await BookedAsync()).Units.Value);
    }

    [Fact]
    public async Task A_return_of_an_order_that_was_skipped_is_skipped()
    {
        past.Order = (OutcomeKind.Skipped, Reasons.CancelledBeforePosting, "erp");
        Assert.Equal(Reasons.OrderNotPosted, Assert.IsType<SyncOutcome.SkippedOutcome>(await InvokeAsync()).Reason);
    }

    [Theory]
    [InlineData(OutcomeKind.DeadLettered, Reasons.Unbalanced, "erp")]
    [InlineData(OutcomeKind.Skipped, Reasons.Resolved, "erp")]
    [InlineData(OutcomeKind.Skipped, Reasons.NoMember, "club")]
    [InlineData(null, null, "erp")]
    public async Task A_return_whose_order_may_still_be_posted_or_was_posted_by_hand_is_the_sinks(OutcomeKind? state, string? reason, string target)
    {
        past.Order = (state, reason, target);
        Assert.IsType<SyncOutcome.AppliedOutcome>(await InvokeAsync());
    }

    [Fact]
    public async Task A_return_whose_order_is_there_is_credited_whatever_was_skipped_before()
    {
        past.Order = (OutcomeKind.Skipped, Reasons.AlreadyPosted, "erp");
        crosswalk.Link(new(TestConnection.Tenant, EntityType.Order, "erp"), Sold.Value, "SO-1");
        Assert.IsType<SyncOutcome.AppliedOutcome>(await InvokeAsync());
    }

    private EngineParts Parts => new(null!, new PendingOrders(pending), null!, crosswalk, null!) { Leases = null!, Time = new(TimeProvider.System), Chance = Chance.Seeded(1), Recovery = new(), History = past };

    private static Change<Return> Taken => Change.Upserted("r1", "1", new Return
    {
        Id = "r1", Order = new() { Id = (ExternalId)"5001" }, ReturnedAt = DateTimeOffset.UnixEpoch, Location = "L1", Total = MoneyPair.Of(new(5, "EUR")),
        Lines = [new() { Id = "1", OrderLine = "1", Sku = new Sku("S-1"), Title = "Tea", Quantity = 1m, Amount = MoneyPair.Of(new(5, "EUR")), Tax = MoneyPair.Of(new(0, "EUR")), Restocked = true }],
    });

    private async Task<IReadOnlyList<LedgerEntry>> BookedAsync()
    {
        SyncDefinition[] syncs = [new() { Name = "returns", Type = EntityType.Return, From = ["web"], To = ["erp"], Options = new ReturnsOptions() }];
        var intake = new ReturnIntake(new UnpostedSales("erp", syncs, Parts), new SoldKits(new KitBook(new(TestConnection.Tenant, [], [], []), null, TimeProvider.System), crosswalk), crosswalk, static () => false, static _ => Restocking.AsTold);
        return Assert.Single(await intake.AcceptAsync(new(TestConnection.Tenant, "web", DateTimeOffset.UnixEpoch), [Taken], CancellationToken.None)).LedgerEntries;
    }

    private ValueTask<SyncOutcome> InvokeAsync() => new OrderNotPosted(Parts).InvokeAsync(
        new(TestConnection.Envelope("web", "erp", Taken, "web-r1"), CancellationToken.None), _ => new(SyncOutcome.Applied(new("CM-1"))));

    /// <summary>What became of the order.</summary>
    private sealed class Past : IEntityHistory
    {
        public (OutcomeKind? State, string? Reason, string Target) Order { get; set; } = (null, null, "erp");

        public ValueTask<IReadOnlyList<EntityKey>> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<EntityHistory> LoadAsync(TenantId tenant, EntityKey entity, string asked, int most, CancellationToken cancellationToken) => new(new EntityHistory
        {
            Envelopes =
            [
                new()
                {
                    Id = 7, Lane = new(tenant, "orders", Order.Target), Origin = "web", Entity = "5001", Version = "1", Key = IdempotencyKey.Derive("k"), State = Order.State, Reason = Order.Reason,
                    RecordedAt = DateTimeOffset.UnixEpoch, UpdatedAt = DateTimeOffset.UnixEpoch,
                },
            ],
        });
    }
}
