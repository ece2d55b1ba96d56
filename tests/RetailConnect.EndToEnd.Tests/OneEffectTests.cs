namespace RetailConnect.EndToEnd.Tests;

/// <summary>The record of a call comes before the call, and what became of it is not lost.</summary>
public sealed class OneEffectTests
{
    [Fact]
    public async Task A_call_is_announced_although_its_envelope_had_to_wait_before()
    {
        await using var house = new SmallHouse { Sync = sync => sync.Use<WaitsOnce>() };
        var announced = new List<long>();
        house.Till.Read = TillOptions.Sold("A1");
        house.Books.Write = envelope =>
        {
            announced.Add(house.Ask<long>("SELECT intended FROM inbox"));
            return new(new WriteReceipt("doc-1"));
        };
        await house.RunAsync(house.QuietAsync);
        Assert.Equal([1L], announced);
    }

    [Theory]
    [InlineData(nameof(WriteProof.None))]
    [InlineData(nameof(WriteProof.LookUp))]
    [Cites("an orphan after an external create", "nuobit/odoo-addons#895")]
    public async Task A_result_that_can_t_be_saved_at_first_is_saved_later_and_the_call_is_not_made_again(string proof)
    {
        var fails = 3;
        await using var house = new SmallHouse { WrapStore = store => new OutcomeFails(store, () => fails-- > 0) };
        var calls = 0;
        house.Till.Read = TillOptions.Sold("A1");
        house.Books.Proof = Enum.Parse<WriteProof>(proof);
        house.Books.Write = _ =>
        {
            calls++;
            return new(new WriteReceipt("doc-1"));
        };
        TenantStatus? status = null;
        await house.RunAsync(async () => status = await house.QuietAsync());
        Assert.Equal((1, 1L, 0L), (calls, status!.Lanes.Single().Applied, status.Lanes.Single().DeadLettered));
    }

    [Fact]
    public async Task A_call_without_any_proof_that_is_known_to_have_failed_is_made_again_and_not_parked()
    {
        await using var house = new SmallHouse();
        var calls = 0;
        house.Till.Read = TillOptions.Sold("A1");
        house.Books.Proof = WriteProof.None;
        house.Books.Write = _ => ++calls < 9 ? throw new ConnectorException(FaultKind.Transient, "nobody there") { MayHaveTakenEffect = false } : new(new WriteReceipt("doc-1"));
        await house.RunAsync(async () =>
        {
            await house.UntilAsync(() => calls >= 3);
            await Task.Delay(TimeSpan.FromMilliseconds(200), house.Time);
            Assert.Equal(0L, house.Ask<long>("SELECT intended FROM inbox"));
            Assert.Equal(1, (await house.QuietAsync()).Lanes.Single().Applied);
        });
    }

    [Fact]
    [Cites("throttling", "ShopifySharp#1200", "ShopifySharp#455")]
    public async Task A_vendor_that_asks_for_no_wait_is_not_asked_without_end()
    {
        await using var house = new SmallHouse();
        var reads = 0;
        house.Till.Read = _ =>
        {
            reads++;
            throw new ConnectorException(FaultKind.Throttled, "429") { RetryAfter = TimeSpan.Zero };
        };
        await house.RunAsync(() => Task.Delay(TimeSpan.FromMinutes(2), house.Time));
        Assert.InRange(reads, 3, 30);
    }

    /// <summary>A partner's step that has to wait for something.</summary>
    private sealed class WaitsOnce : ISyncMiddleware<Order>
    {
        private bool waited;

        public ValueTask<SyncOutcome> InvokeAsync(SyncContext<Order> context, SyncStep<Order> next)
        {
            var first = !waited;
            waited = true;
            return first ? new(SyncOutcome.Deferred(TimeSpan.FromSeconds(1), "not-yet")) : next(context);
        }
    }

    private sealed class OutcomeFails(StoreView inner, Func<bool> fails) : StoreView(inner)
    {
        public override ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken) =>
            commit.Outcomes.Any(outcome => outcome.Kind is OutcomeKind.Applied) && fails() ? throw new StoreException("The disk is full.") : base.CommitAsync(commit, cancellationToken);
    }
}
