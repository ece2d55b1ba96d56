using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sync.Alerts;
using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Middleware;
using RetailConnect.Sync.Returns;

namespace RetailConnect.Sync.Tests;

public sealed class PendingRefundTests
{
    private static readonly DateTimeOffset Accepted = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private readonly ReturnsOptions options = new() { RefundPatience = TimeSpan.FromDays(2) };
    private readonly Till till = new();

    [Theory]
    [InlineData(null)]
    [InlineData(RefundState.Settled)]
    public async Task What_is_settled_or_unsaid_goes_on_and_nobody_is_asked(RefundState? said)
    {
        till.State = RefundState.Failed;
        Assert.IsType<SyncOutcome.AppliedOutcome>(await InvokeAsync(said, TimeSpan.Zero));
        Assert.Equal(0, till.Asked);
    }

    [Fact]
    public async Task What_the_target_has_already_goes_on()
    {
        Assert.IsType<SyncOutcome.AppliedOutcome>(await InvokeAsync(RefundState.Pending, TimeSpan.Zero, targetId: "CM-1"));
        Assert.Equal(0, till.Asked);
    }

    [Theory]
    [InlineData(RefundState.Pending, RefundState.Settled)]
    [InlineData(RefundState.Pending, null)]
    [InlineData(RefundState.Failed, RefundState.Settled)]
    public async Task What_was_settled_meanwhile_goes_on(RefundState said, RefundState? now)
    {
        till.State = now;
        Assert.IsType<SyncOutcome.AppliedOutcome>(await InvokeAsync(said, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(60, 900)]
    [InlineData(1440, 3600)]
    public async Task What_is_pending_waits_without_using_up_an_attempt_longer_and_longer(int minutes, int seconds)
    {
        till.State = RefundState.Pending;
        var outcome = Assert.IsType<SyncOutcome.DeferredOutcome>(await InvokeAsync(RefundState.Pending, TimeSpan.FromMinutes(minutes)));
        Assert.True(Recover.Waited(outcome));
        Assert.Equal(TimeSpan.FromSeconds(seconds), outcome.Delay);
    }

    [Theory]
    [InlineData(RefundState.Pending, Reasons.RefundPending)]
    [InlineData(RefundState.Failed, Reasons.RefundFailed)]
    public async Task After_the_patience_and_after_a_refusal_a_person_is_asked(RefundState now, string reason)
    {
        till.State = now;
        var outcome = Assert.IsType<SyncOutcome.DeadLetteredOutcome>(await InvokeAsync(RefundState.Pending, options.RefundPatience));
        Assert.Equal(reason, outcome.Reason);
        Assert.NotEqual(Advices.For("anything"), outcome.Advice);
    }

    [Theory]
    [InlineData(RefundState.Pending, typeof(SyncOutcome.DeferredOutcome))]
    [InlineData(RefundState.Failed, typeof(SyncOutcome.DeadLetteredOutcome))]
    public async Task A_channel_that_has_the_return_no_more_leaves_it_as_it_was_said(RefundState said, Type outcome)
    {
        till.Has = false;
        Assert.IsType(outcome, await InvokeAsync(said, TimeSpan.Zero));
    }

    [Fact]
    public async Task What_was_given_back_in_part_is_for_a_person()
    {
        (till.State, till.Total) = (RefundState.Settled, 40m);
        var outcome = Assert.IsType<SyncOutcome.DeadLetteredOutcome>(await InvokeAsync(RefundState.Pending, TimeSpan.Zero));
        Assert.Equal(Reasons.RefundFailed, outcome.Reason);
    }

    [Fact]
    public async Task A_channel_that_can_t_be_read_is_not_the_targets_fault()
    {
        till.Fault = new(FaultKind.Unauthorized, "no");
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => InvokeAsync(RefundState.Pending, TimeSpan.Zero));
        Assert.Equal((FaultKind.Transient, false), (fault.Kind, fault.MayHaveTakenEffect));
    }

    private async Task<SyncOutcome> InvokeAsync(RefundState? said, TimeSpan waited, string? targetId = null)
    {
        await using var connection = TestConnection.Open<TillConnector, TillOptions>("pos", new() { Till = till }, new MemoryCrosswalk());
        var parts = new EngineParts(null!, null!, null!, null!, null!) { Leases = null!, Time = new(new FakeTimeProvider(Accepted + waited)), Chance = Chance.Seeded(1), Recovery = new() };
        var channel = new ConnectionRuntime(connection, TimeProvider.System, new AlertBoard(TimeProvider.System, [], NullLogger<AlertBoard>.Instance));
        var envelope = TestConnection.Envelope("pos", "erp", Change.Upserted("r1", "1", Taken(said)), "pos-r1", targetId) with { AcceptedAt = Accepted };
        return await new PendingRefund(parts, options, _ => channel).InvokeAsync(new(envelope, CancellationToken.None), _ => new(SyncOutcome.Applied(new("CM-1"))));
    }

    private static Return Taken(RefundState? state, decimal total = 0m) => new() { Id = "r1", Order = new() { Id = "5001" }, ReturnedAt = Accepted, Lines = [], RefundState = state, Total = MoneyPair.Of(new(total, "EUR")) };

    private sealed class Till : IEntitySource<Return>
    {
        public RefundState? State { get; set; }

        public decimal Total { get; set; }

        public bool Has { get; set; } = true;

        public ConnectorException? Fault { get; set; }

        public int Asked { get; private set; }

        public ValueTask<IReadOnlyList<Change<Return>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
        {
            Asked++;
            return Fault is null ? new(Has ? [Change.Upserted("r1", "1", Taken(State, Total))] : []) : throw Fault;
        }
    }

    private sealed class TillOptions
    {
        public Till Till { get; set; } = new();
    }

    private sealed class TillConnector : IConnector<TillOptions>
    {
        public static string SystemName => "till";

        public static void Build(ConnectorBuilder<TillOptions> connector) => connector.AddSource<Return, Window>(10);

        private sealed class Window(TillOptions options) : IChangeSource<Return>, IEntitySource<Return>
        {
            public ValueTask<ChangePage<Return>> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

            public ValueTask<IReadOnlyList<Change<Return>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken) => options.Till.ReadAsync(entities, cancellationToken);
        }
    }
}
