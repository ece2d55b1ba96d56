using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Sync.Orders;

namespace RetailConnect.Sync.Tests;

/// <summary>An order that was called off before its target is known to have it: the answer to an earlier call may have been lost.</summary>
public sealed class CalledOffUnpostedTests
{
    private readonly Books books = new();
    private string? amended;

    [Fact]
    public async Task One_that_the_target_does_not_have_is_let_go() => AssertLetGo(await InvokeAsync<Erp>());

    [Fact]
    public async Task One_that_a_lost_call_left_there_is_taken_back()
    {
        books.Has = "SO-1";
        Assert.IsType<SyncOutcome.AppliedOutcome>(await InvokeAsync<Erp>());
        Assert.Equal("SO-1", amended);
    }

    [Fact]
    public async Task One_that_a_lost_call_left_where_nothing_is_taken_back_is_for_a_person()
    {
        books.Has = "SO-1";
        Assert.Equal(Reasons.ChangedAfterPosting, Assert.IsType<SyncOutcome.DeadLetteredOutcome>(await InvokeAsync<Ledger>()).Reason);
        Assert.Null(amended);
    }

    [Fact]
    public async Task A_dry_run_asks_nothing_of_a_target_because_a_look_up_may_finish_a_write()
    {
        books.Has = "SO-1";
        AssertLetGo(await InvokeAsync<Erp>(dryRun: true));
        Assert.Equal(0, books.Asked);
    }

    [Fact]
    public async Task A_target_that_can_t_be_asked_never_had_it() => AssertLetGo(await InvokeAsync<Club>());

    [Theory]
    [InlineData(OrderStatus.Open, null)]
    [InlineData(OrderStatus.Cancelled, "SO-7")]
    public async Task Any_other_order_goes_on_as_it_is(OrderStatus status, string? targetId)
    {
        Assert.IsType<SyncOutcome.AppliedOutcome>(await InvokeAsync<Erp>(false, status, targetId));
        Assert.Equal((targetId, 0), (amended, books.Asked));
    }

    private static void AssertLetGo(SyncOutcome outcome) => Assert.Equal(Reasons.CancelledBeforePosting, Assert.IsType<SyncOutcome.SkippedOutcome>(outcome).Reason);

    private ValueTask<SyncOutcome> InvokeAsync<TConnector>(bool dryRun = false, OrderStatus status = OrderStatus.Cancelled, string? targetId = null)
        where TConnector : IConnector<None>
    {
        var connection = TestConnection.Open<TConnector, None>("erp", new(), new MemoryCrosswalk(), configure: services => services.AddSingleton(books));
        var order = new Order { Id = "5001", PlacedAt = DateTimeOffset.UnixEpoch, Status = status, Lines = [], Total = MoneyPair.Of(new(5, "EUR")) };
        return new CalledOffUnposted(_ => connection, dryRun).InvokeAsync(
            new(TestConnection.Envelope("web", "erp", Change.Upserted("5001", "2", order), "web-5001", targetId), CancellationToken.None), context =>
            {
                amended = context.Envelope.TargetId?.Value;
                return new(SyncOutcome.Applied(new("SO-1")));
            });
    }

    /// <summary>What the target has of the order.</summary>
    private sealed class Books
    {
        public string? Has { get; set; }

        public int Asked { get; set; }
    }

    private sealed class None;

    private sealed class Erp : IConnector<None>
    {
        public static string SystemName => "erp";

        public static void Build(ConnectorBuilder<None> connector) => connector.AddSink<Order, Amends>(WriteProof.LookUp);
    }

    private sealed class Ledger : IConnector<None>
    {
        public static string SystemName => "ledger";

        public static void Build(ConnectorBuilder<None> connector) => connector.AddSink<Order, LooksUp>(WriteProof.LookUp);
    }

    private sealed class Club : IConnector<None>
    {
        public static string SystemName => "club";

        public static void Build(ConnectorBuilder<None> connector) => connector.AddSink<Order, Writes>();
    }

    private class Writes : IChangeSink<Order>
    {
        public ValueTask<WriteReceipt> WriteAsync(Envelope<Order> envelope, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private class LooksUp(HostServices host) : Writes, ILookUp<Order>
    {
        public ValueTask<WriteReceipt?> FindAsync(Envelope<Order> envelope, CancellationToken cancellationToken)
        {
            Assert.True(envelope.Intended, "What is there is an unfinished write of ours.");
            var books = host.Provider.GetRequiredService<Books>();
            books.Asked++;
            return new(books.Has is { } id ? new WriteReceipt(new(id)) : null);
        }
    }

    private sealed class Amends(HostServices host) : LooksUp(host), IAmendingSink<Order>
    {
        public ValueTask<WriteReceipt> AmendAsync(Envelope<Order> envelope, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
