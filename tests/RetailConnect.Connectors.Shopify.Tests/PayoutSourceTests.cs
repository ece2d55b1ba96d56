using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class PayoutSourceTests
{
    private const string Since = "2026-11-09T08:00:00.0000000Z";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Money(string amount, string currency = "EUR") => $$"""{"amount":"{{amount}}","currencyCode":"{{currency}}"}""";

    private static string Payout(int number, string net, string status = "PAID", string issued = "2026-11-22T06:00:00Z", string trace = "\"TR-1\"") =>
        $$"""{"id":"gid://shopify/ShopifyPaymentsPayout/{{number}}","legacyResourceId":"{{number}}","status":"{{status}}","issuedAt":"{{issued}}","externalTraceId":{{trace}},"net":{{Money(net)}} }""";

    private static string Movement(int number, string type, string amount, string fee, string net, string? source = null, string order = "null", string transaction = "null", int payout = 1, string currency = "EUR") => $$"""
        {"id":"gid://shopify/ShopifyPaymentsBalanceTransaction/{{number}}","type":"{{type}}","sourceType":{{(source is null ? "null" : $"\"{source}\"")}},"sourceOrderTransactionId":{{transaction}},"transactionDate":"2026-11-21T10:00:00Z",
         "amount":{{Money(amount, currency)}},"fee":{{Money(fee)}},"net":{{Money(net)}},"associatedOrder":{{order}},"associatedPayout":{"id":"gid://shopify/ShopifyPaymentsPayout/{{payout}}"} }
        """;

    private static string Account(string nodes, string? next = null) => $$"""{"shopifyPaymentsAccount":{"page":{{Wire.Page(nodes, next)}} } }""";

    private static ValueTask<ChangePage<Payout>> Read(Wire wire, string? cursor = Since, TimeSpan overlap = default) =>
        wire.Open().Part<IChangeSource<Payout>>()!.ReadAsync(new(cursor is null ? null : new Cursor(cursor), 250, overlap), Token);

    [Fact]
    public async Task A_payout_comes_with_its_movements()
    {
        await using var wire = new Wire().Data("Payouts", Account(Payout(1, "58.35"))).Data("PayoutMovements", Account(string.Join(
            ',',
            Movement(11, "CHARGE", "100.00", "2.15", "97.85", "CHARGE", """{"id":"gid://shopify/Order/5001","name":"#1001"}""", "\"9001\""),
            Movement(12, "REFUND", "-20.00", "0.00", "-20.00", "REFUND"),
            Movement(13, "ADJUSTMENT", "-10.00", "15.00", "-25.00", "DISPUTE"),
            Movement(14, "SHIPPING_LABEL", "-4.50", "0.00", "-4.50"),
            Movement(15, "ADJUSTMENT", "10.00", "0.00", "10.00", "DISPUTE"))));

        var page = await Read(wire);

        var change = Assert.Single(page.Changes);
        Snapshot.Match(change.Value!, "payout-rich");
        Assert.Null(PayoutTotals.Imbalance(change.Value!));
        Assert.Equal(("PAID/58.35 EUR/5/TR-1", false), (change.Version, page.More));
        Assert.Equal("issued_at:>='2026-11-09T08:00:00Z'", wire.Variables("Payouts")[0]["query"]!.GetValue<string>());
        Assert.Equal("payments_transfer_id:1", wire.Variables("PayoutMovements")[0]["query"]!.GetValue<string>());
        Assert.Contains("hideTransfers: true", wire.Query("PayoutMovements"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DISPUTE_WITHDRAWAL", null, "-5", PayoutEntryKind.Dispute)]
    [InlineData("DISPUTE_REVERSAL", "DISPUTE", "5", PayoutEntryKind.DisputeReversal)]
    [InlineData("ADJUSTMENT", "ADJUSTMENT", "-5", PayoutEntryKind.Adjustment)]
    [InlineData("CHARGEBACK_FEE", "DISPUTE", "-5", PayoutEntryKind.Fee)]
    [InlineData("RESERVED_FUNDS", null, "-5", PayoutEntryKind.Reserve)]
    [InlineData("TRANSFER_FAILURE", "TRANSFER", "5", PayoutEntryKind.Transfer)]
    [InlineData("REFUND_FAILURE", null, "5", PayoutEntryKind.Refund)]
    [InlineData("SOMETHING_NEW", "SOMETHING_NEW", "5", PayoutEntryKind.Other)]
    public async Task What_moved_the_balance_is_told_by_type_source_and_sign(string type, string? source, string amount, PayoutEntryKind kind)
    {
        await using var wire = new Wire().Data("Payouts", Account(Payout(1, amount))).Data("PayoutMovements", Account(Movement(11, type, amount, "0", amount, source)));
        var entry = Assert.Single(Assert.Single((await Read(wire)).Changes).Value!.Entries);
        Assert.Equal((kind, type), (entry.Kind, entry.KindText));
    }

    [Theory]
    [InlineData("SCHEDULED", PayoutStatus.Scheduled)]
    [InlineData("IN_TRANSIT", PayoutStatus.InTransit)]
    [InlineData("FAILED", PayoutStatus.Failed)]
    [InlineData("CANCELED", PayoutStatus.Cancelled)]
    [InlineData("SOMETHING_NEW", PayoutStatus.Other)]
    public async Task A_change_of_status_is_another_version(string word, PayoutStatus status)
    {
        await using var wire = new Wire().Data("Payouts", Account(Payout(1, "5", word))).Data("PayoutMovements", Account(Movement(11, "CHARGE", "5", "0", "5")));
        var change = Assert.Single((await Read(wire)).Changes);
        Assert.Equal((status, word, $"{word}/5 EUR/1/TR-1"), (change.Value!.Status, change.Value.StatusText, change.Version));
    }

    [Fact]
    public async Task The_next_window_reaches_back_to_the_oldest_payout_that_is_on_its_way()
    {
        await using var wire = new Wire().Data("Payouts", Account($"{Payout(1, "5", "SCHEDULED", "2026-11-02T06:00:00Z")},{Payout(2, "5", "PAID", "2026-11-03T06:00:00Z")}", "p1"))
            .Data("PayoutMovements", Account("")).Data("PayoutMovements", Account("")).Data("Payouts", Account(Payout(3, "5", "IN_TRANSIT", "2026-11-20T06:00:00Z"))).Data("PayoutMovements", Account(""));
        var first = await Read(wire);
        Assert.True(first.More);
        var last = await wire.Open().Part<IChangeSource<Payout>>()!.ReadAsync(new(first.Next, 250, TimeSpan.FromDays(7)), Token);
        Assert.Equal("2026-11-02T06:00:00.0000000Z", last.Next.Value);
        Assert.Equal("p1", wire.Variables("Payouts")[1]["after"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_payout_that_never_arrives_is_not_waited_for_for_ever()
    {
        await using var wire = new Wire().Data("Payouts", Account(Payout(1, "5", "SCHEDULED", "2026-08-01T06:00:00Z"))).Data("PayoutMovements", Account(""));
        Assert.Equal("2026-11-16T08:00:00.0000000Z", (await Read(wire, "2026-07-01T00:00:00Z", TimeSpan.FromDays(7))).Next.Value);
    }

    [Fact]
    public async Task Movements_of_a_payout_that_is_final_are_read_once_and_all_of_them()
    {
        await using var wire = new Wire().Data("Payouts", Account($"{Payout(1, "10")},{Payout(2, "5", "SCHEDULED")}")).Data("Payouts", Account($"{Payout(1, "10")},{Payout(2, "5")}"))
            .Data("PayoutMovements", Account(Movement(11, "CHARGE", "5", "0", "5"), "m1")).Data("PayoutMovements", Account($"{Movement(12, "CHARGE", "5", "0", "5")},{Movement(99, "CHARGE", "5", "0", "5", payout: 9)}"))
            .Data("PayoutMovements", Account("")).Data("PayoutMovements", Account(Movement(13, "CHARGE", "5", "0", "5", payout: 2)));
        var source = wire.Open().Part<IChangeSource<Payout>>()!;
        var first = await source.ReadAsync(new(null, 250, TimeSpan.Zero), Token);
        var second = await source.ReadAsync(new(null, 250, TimeSpan.Zero), Token);
        Assert.Equal([2, 0], first.Changes.Select(change => change.Value!.Entries.Count));
        Assert.Equal([2, 1], second.Changes.Select(change => change.Value!.Entries.Count));
        Assert.Equal(["1", "1", "2", "2"], wire.Variables("PayoutMovements").Select(node => node["query"]!.GetValue<string>().Split(':')[1]));
        Assert.Equal("m1", wire.Variables("PayoutMovements")[1]["after"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_shop_without_an_account_for_payments_has_no_payouts()
    {
        await using var wire = new Wire().Data("Payouts", """{"shopifyPaymentsAccount":null}""");
        var page = await Read(wire);
        Assert.Empty(page.Changes);
        Assert.Equal(("2026-11-23T08:00:00.0000000Z", false), (page.Next.Value, page.More));
    }

    [Fact]
    public async Task An_app_without_the_scope_is_not_authorized()
    {
        await using var wire = new Wire().Raw("Payouts", """{"data":{"shopifyPaymentsAccount":null},"errors":[{"message":"Access denied for shopifyPaymentsAccount field. Required access: `read_shopify_payments_payouts` access scope.","extensions":{"code":"ACCESS_DENIED"}}]}""");
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await Read(wire));
        Assert.Equal(FaultKind.Unauthorized, fault.Kind);
        Assert.Contains("read_shopify_payments_payouts", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payout_that_does_not_balance_is_handed_on_and_one_that_can_not_be_read_costs_no_other()
    {
        await using var wire = new Wire().Data("Payouts", Account($"{Payout(1, "many")},{Payout(2, "7")}")).Data("PayoutMovements", Account("")).Data("PayoutMovements", Account(Movement(11, "CHARGE", "5", "0", "5", payout: 2)));
        var page = await Read(wire);
        Assert.Equal(Reasons.UnknownValue, page.Changes[0].Fault?.Reason);
        Assert.NotNull(PayoutTotals.Imbalance(page.Changes[1].Value!));
    }

    [Fact]
    public async Task Movements_whose_pages_do_not_advance_end_the_read()
    {
        await using var wire = new Wire().Data("Payouts", Account(Payout(1, "5"))).Data("PayoutMovements", Account("", "m1")).Data("PayoutMovements", Account("", "m1"));
        Assert.Equal("cursor-stuck", (await Assert.ThrowsAsync<ConnectorException>(async () => await Read(wire))).Reason);
    }
}
