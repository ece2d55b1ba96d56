using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Orders;

namespace RetailConnect.Sync.Tests;

/// <summary>An order whose customer can't be a member of the target's programme doesn't wait for what will never come.</summary>
public sealed class OrderOfNoMemberTests
{
    private readonly MemoryCrosswalk crosswalk = new MemoryCrosswalk().Link(new(TestConnection.Tenant, EntityType.Customer, "web"), "web-C1", "C1");
    private readonly Past past = new() { Newest = (OutcomeKind.Skipped, Reasons.NoMember, "club") };

    [Fact]
    public async Task Order_of_a_customer_who_can_t_be_a_member_is_skipped() =>
        Assert.Equal(Reasons.NoMember, Assert.IsType<SyncOutcome.SkippedOutcome>(await InvokeAsync("C1")).Reason);

    [Theory]
    [InlineData(1, null)]
    [InlineData(11, null)]
    [InlineData(12, Reasons.NoMember)]
    public async Task Order_that_is_newer_than_what_is_known_of_its_customer_waits_for_news_of_them(int attempt, string? skipped)
    {
        var placed = DateTimeOffset.UnixEpoch.AddMinutes(1);
        if (skipped is null)
        {
            var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await InvokeAsync("C1", placed, attempt));
            Assert.Equal((FaultKind.Unmet, Reasons.NoMember), (fault.Kind, fault.Reason));
        }
        else
        {
            Assert.Equal(skipped, Assert.IsType<SyncOutcome.SkippedOutcome>(await InvokeAsync("C1", placed, attempt)).Reason);
        }
    }

    [Theory]
    [InlineData(OutcomeKind.Skipped, "no-credit", "club")]
    [InlineData(OutcomeKind.DeadLettered, Reasons.NoMember, "club")]
    [InlineData(OutcomeKind.Skipped, Reasons.NoMember, "erp")]
    [InlineData(null, null, "club")]
    public async Task Order_of_any_other_customer_is_the_sinks(OutcomeKind? state, string? reason, string target)
    {
        past.Newest = (state, reason, target);
        Assert.IsType<SyncOutcome.AppliedOutcome>(await InvokeAsync("C1"));
    }

    [Fact]
    public async Task Order_of_a_customer_who_became_a_member_is_the_sinks()
    {
        crosswalk.Link(new(TestConnection.Tenant, EntityType.Customer, "club"), "web-C1", "A1");
        Assert.IsType<SyncOutcome.AppliedOutcome>(await InvokeAsync("C1"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("C2")]
    public async Task Order_of_nobody_and_of_somebody_who_was_never_read_is_the_sinks(string? customer) => Assert.IsType<SyncOutcome.AppliedOutcome>(await InvokeAsync(customer));

    [Fact]
    public async Task What_was_skipped_before_counts_no_more()
    {
        past.Earlier = past.Newest;
        past.Newest = (OutcomeKind.DeadLettered, Reasons.Rejected, "club");
        Assert.IsType<SyncOutcome.AppliedOutcome>(await InvokeAsync("C1"));
    }

    private ValueTask<SyncOutcome> InvokeAsync(string? customer, DateTimeOffset? placed = null, int attempt = 1)
    {
        var parts = new EngineParts(null!, null!, null!, crosswalk, null!) { Leases = null!, Time = new(TimeProvider.System), Chance = Chance.Seeded(1), Recovery = new(), History = past };
        var order = new Order
        {
            Id = "5001", PlacedAt = placed ?? DateTimeOffset.UnixEpoch, Status = OrderStatus.Open, Customer = customer is null ? null : new(customer), Lines = [], Total = MoneyPair.Of(new(5, "EUR")),
        };
        return new NoMember(parts).InvokeAsync(new(TestConnection.Envelope("web", "club", Change.Upserted("5001", "1", order), "web-5001") with { Attempt = attempt }, CancellationToken.None), _ => new(SyncOutcome.Applied(new("E1"))));
    }

    /// <summary>What became of the customer.</summary>
    private sealed class Past : IEntityHistory
    {
        public (OutcomeKind? State, string? Reason, string Target) Newest { get; set; }

        public (OutcomeKind? State, string? Reason, string Target)? Earlier { get; set; }

        public ValueTask<IReadOnlyList<EntityKey>> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<EntityHistory> LoadAsync(TenantId tenant, EntityKey entity, string asked, int most, CancellationToken cancellationToken)
        {
            Assert.Equal(new EntityKey(EntityType.Customer, new("web-C1")), entity);
            return new(new EntityHistory { Envelopes = [Saved(tenant, 7, Newest), .. Earlier is { } earlier ? [Saved(tenant, 3, earlier)] : Array.Empty<SavedEnvelope>()] });
        }

        private static SavedEnvelope Saved(TenantId tenant, long id, (OutcomeKind? State, string? Reason, string Target) became) => new()
        {
            Id = id, Lane = new(tenant, "customers", became.Target), Origin = "web", Entity = "C1", Version = "1", Key = IdempotencyKey.Derive("k"), State = became.State, Reason = became.Reason,
            RecordedAt = DateTimeOffset.UnixEpoch, UpdatedAt = DateTimeOffset.UnixEpoch,
        };
    }
}
