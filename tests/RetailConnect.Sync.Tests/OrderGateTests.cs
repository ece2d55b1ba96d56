using RetailConnect.Sync.Orders;

namespace RetailConnect.Sync.Tests;

public sealed class OrderGateTests
{
    private static readonly MoneyPair Ten = MoneyPair.Of(new(10m, "EUR"));

    [Fact]
    public async Task A_balanced_order_goes_through() => Assert.IsType<SyncOutcome.AppliedOutcome>(await GateAsync(Sale()));

    [Fact]
    public async Task An_unbalanced_order_is_parked_with_both_sums_when_a_tip_is_missing()
    {
        var dead = Assert.IsType<SyncOutcome.DeadLetteredOutcome>(await GateAsync(Sale() with { Total = MoneyPair.Of(new(11m, "EUR")) }));
        Assert.Equal(Reasons.Unbalanced, dead.Reason);
        Assert.Contains("10 EUR", dead.Detail, StringComparison.Ordinal);
        Assert.Contains("11 EUR", dead.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_balances_in_one_currency_only_is_parked() =>
        Assert.Equal(Reasons.Unbalanced, Dead(await GateAsync(Sale() with { Total = new(new(10m, "EUR"), new(12m, "EUR")) })).Reason);

    [Fact]
    public async Task A_mix_of_currencies_is_parked() =>
        Assert.Equal(Reasons.Unbalanced, Dead(await GateAsync(Sale() with { Tip = MoneyPair.Of(new(1m, "USD")) })).Reason);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_quantity_that_sells_nothing_is_parked(int quantity) =>
        Assert.Equal(Reasons.InvalidQuantity, Dead(await GateAsync(Sale(quantity))).Reason);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_line_without_a_sku_is_parked(string sku) => Assert.Equal(Reasons.UnknownSku, Dead(await GateAsync(Sale(1, sku))).Reason);

    [Theory]
    [InlineData(null, true)]
    [InlineData("SO-1", false)]
    public async Task An_order_that_was_called_off_needs_proof_only_where_the_target_has_it(string? target, bool through)
    {
        var order = Sale(1, " ") with { Status = OrderStatus.Cancelled, Total = MoneyPair.Of(new(11m, "EUR")) };
        Assert.Equal(through, await GateAsync(order, target) is SyncOutcome.AppliedOutcome);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("SO-1", false)]
    public async Task An_order_from_before_the_start_is_left_unless_the_target_has_it(string? target, bool skipped)
    {
        var gate = new OrderGate(new OrdersOptions { PlacedFrom = DateTimeOffset.UnixEpoch.AddDays(1) });
        var outcome = await gate.InvokeAsync(new(TestConnection.Envelope("web", "erp", Change.Upserted("1", "1", Sale()), "web-1", target), CancellationToken.None), _ => new(SyncOutcome.Applied(new("SO-1"))));
        Assert.Equal(skipped, outcome is SyncOutcome.SkippedOutcome { Reason: "placed-before-start" });
    }

    private static SyncOutcome.DeadLetteredOutcome Dead(SyncOutcome outcome) => Assert.IsType<SyncOutcome.DeadLetteredOutcome>(outcome);

    private static Order Sale(int quantity = 1, string sku = "1000-01") => new()
    {
        Id = "1", PlacedAt = DateTimeOffset.UnixEpoch, Status = OrderStatus.Completed, Total = Ten, TaxesIncluded = true,
        Lines = [new OrderLine { Id = "l", Sku = new Sku(sku), Quantity = quantity, UnitPrice = Ten }],
    };

    private static ValueTask<SyncOutcome> GateAsync(Order order, string? target = null) => new OrderGate(new OrdersOptions()).InvokeAsync(
        new(TestConnection.Envelope("web", "erp", Change.Upserted("1", "1", order), "web-1", target), CancellationToken.None), _ => new(SyncOutcome.Applied(new("SO-1"))));
}
