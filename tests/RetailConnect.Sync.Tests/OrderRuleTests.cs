using RetailConnect.Sync.Orders;

namespace RetailConnect.Sync.Tests;

/// <summary>What the usual rules about orders make of an order that the target does not have.</summary>
public sealed class OrderRuleTests
{
    private static readonly MoneyPair Ten = MoneyPair.Of(new(10m, "EUR"));

    [Theory]
    [InlineData("pos", null)]
    [InlineData("POS", null)]
    [InlineData("amazon", "left-by-channel")]
    [InlineData(null, null)]
    public async Task One_of_another_channel_is_left(string? channel, string? reason) => Assert.Equal(reason, await KeptBackAsync(Sale() with { Channel = channel }, OrderRules.FromChannels("web", "pos")));

    [Theory]
    [InlineData("amazon", "left-by-channel")]
    [InlineData("Amazon", "left-by-channel")]
    [InlineData("web", null)]
    [InlineData(null, null)]
    public async Task One_of_a_channel_that_others_bring_is_left(string? channel, string? reason) => Assert.Equal(reason, await KeptBackAsync(Sale() with { Channel = channel }, OrderRules.NotFromChannels("amazon")));

    [Fact]
    public async Task Tags_hold_or_leave()
    {
        var (tagged, plain) = (Sale() with { Tags = ["gift", "B2B"] }, Sale());
        Assert.Equal<string?[]>(["left-by-tag", null], [await KeptBackAsync(tagged, OrderRules.NotTagged("b2b")), await KeptBackAsync(plain, OrderRules.NotTagged("b2b"))]);
        Assert.Equal<string?[]>(["held-by-tag", null], [await KeptBackAsync(tagged, OrderRules.HoldWhileTagged("b2b")), await KeptBackAsync(plain, OrderRules.HoldWhileTagged("b2b"))]);
        Assert.Equal<string?[]>([null, "held-by-missing-tag"], [await KeptBackAsync(tagged, OrderRules.HoldUntilTagged("b2b")), await KeptBackAsync(plain, OrderRules.HoldUntilTagged("b2b"))]);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(OrderRisk.Low, null)]
    [InlineData(OrderRisk.Medium, "held-by-risk")]
    [InlineData(OrderRisk.High, "held-by-risk")]
    public async Task One_that_is_as_risky_or_riskier_is_held(OrderRisk? risk, string? reason) => Assert.Equal(reason, await KeptBackAsync(Sale() with { Risk = risk }, OrderRules.HoldRisk(OrderRisk.Medium)));

    [Theory]
    [InlineData(10, "EUR", null)]
    [InlineData(11, "EUR", null)]
    [InlineData(9.99, "EUR", "held-by-unpaid")]
    [InlineData(10, "USD", "held-by-unpaid")]
    public async Task One_whose_payments_do_not_cover_it_is_held(decimal paid, string currency, string? reason) =>
        Assert.Equal(reason, await KeptBackAsync(Sale() with { Payments = [new("p", PaymentKind.Card, MoneyPair.Of(new(paid, currency)), null)] }, OrderRules.HoldUnpaid));

    [Fact]
    public async Task To_leave_one_is_the_last_word_and_the_first_rule_that_holds_it_is_named()
    {
        var order = Sale() with { Channel = "amazon", Risk = OrderRisk.High };
        Assert.Equal("held-by-unpaid", await KeptBackAsync(order, OrderRules.HoldUnpaid, OrderRules.HoldRisk(OrderRisk.High)));
        Assert.Equal("left-by-channel", await KeptBackAsync(order, OrderRules.HoldUnpaid, OrderRules.NotFromChannels("amazon")));
    }

    [Fact]
    public async Task One_that_the_target_has_is_not_asked_about() => Assert.Null(await KeptBackAsync("SO-1", Sale(), OrderRules.HoldUnpaid));

    [Theory]
    [InlineData("")]
    [InlineData("No spaces")]
    [InlineData("-risk")]
    [InlineData("risk\n")]
    public void A_rule_whose_name_can_t_be_part_of_a_reason_is_refused(string name)
    {
        var options = new OrdersOptions();
        options.Rules.Add(new Named(name));
        Assert.Contains(nameof(Named), Assert.Throws<InvalidOperationException>(() => new RuledOrders(options)).Message, StringComparison.Ordinal);
    }

    private static Order Sale() => new() { Id = "1", PlacedAt = DateTimeOffset.UnixEpoch, Status = OrderStatus.Open, Total = Ten, Lines = [] };

    private static Task<string?> KeptBackAsync(Order order, params IOrderRule[] rules) => KeptBackAsync(null, order, rules);

    private static async Task<string?> KeptBackAsync(string? targetId, Order order, params IOrderRule[] rules)
    {
        var options = new OrdersOptions();
        Array.ForEach(rules, options.Rules.Add);
        var outcome = await new RuledOrders(options).InvokeAsync(
            new(TestConnection.Envelope("web", "erp", Change.Upserted("1", "1", order), "web-1", targetId), CancellationToken.None), _ => new(SyncOutcome.Applied(new("SO-1"))));
        return outcome is SyncOutcome.SkippedOutcome { Reason: var reason } ? reason : null;
    }

    private sealed class Named(string name) : IOrderRule
    {
        public string Name => name;

        public OrderRuling Judge(Order order) => OrderRuling.Take;
    }
}
