using RetailConnect.Tests;
using static RetailConnect.Connectors.Shopify.Tests.Samples;

namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class ReturnSourceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<Change<Return>> Read(string refund)
    {
        await using var wire = new Wire().Data("RefundsById", $$"""{"nodes":[{{refund}}]}""");
        return Assert.Single(await wire.Open().Part<IEntitySource<Return>>()!.ReadAsync([RefundId], Token));
    }

    [Fact]
    public async Task Refund_becomes_a_return()
    {
        var change = await Read(Refund(
            37m, $"{RefundLine(1, 2, 40m, 8m)},{RefundLine(2, 1, 5m, 1m, "NO_RESTOCK", sku: "\"\"")},{RefundLine(3, 1, 5m, 0m, "CANCEL", There)}",
            shipping: Extra("RefundShippingLine", 5m, 1m, "subtotal"), adjustments: Extra("OrderAdjustment", 25m, 3m),
            transactions: $"{Transaction(1, "REFUND", "SUCCESS", 37m)},{Transaction(2, "REFUND", "FAILURE", 37m)}"));
        Snapshot.Match(change.Value!, "return-rich");
        Assert.Null(change.Value!.Imbalance());
        Assert.Equal((OrderId, "2026-11-22T12:00:01Z"), (change.OrderedWith?.Value, change.Version));
    }

    [Theory]
    [InlineData(5, 15)]
    [InlineData(-5, 15)]
    [InlineData(5, 25)]
    public async Task Adjustment_agrees_with_the_total_whatever_its_sign(int adjustment, int total)
    {
        var value = (await Read(Refund(total, RefundLine(1, 1, 20m, 4m), adjustments: Extra("OrderAdjustment", adjustment, 0m), taxesIncluded: true))).Value!;
        Assert.Null(value.Imbalance());
        Assert.Equal(total - 20m, value.Adjustment!.Value.Shop.Amount);
    }

    [Fact]
    public async Task Total_that_agrees_with_nothing_stays_unbalanced()
    {
        var value = (await Read(Refund(3m, RefundLine(1, 1, 20m, 4m), adjustments: Extra("OrderAdjustment", 5m, 0m)))).Value!;
        Assert.NotNull(value.Imbalance());
    }

    [Fact]
    public async Task Goods_without_money_are_a_return_of_nothing()
    {
        var value = (await Read(Refund(0m, RefundLine(1, 1, 20m, 4m), adjustments: Extra("OrderAdjustment", 20m, 4m)))).Value!;
        Assert.Equal((0m, true, null), (value.Total.Shop.Amount, value.Lines[0].Restocked, value.Imbalance()));
    }

    [Fact]
    public async Task Gift_card_that_was_given_back_is_no_goods()
    {
        var line = Assert.Single((await Read(Refund(20m, RefundLine(1, 1, 20m, 0m).Replace("\"isGiftCard\":false", "\"isGiftCard\":true", StringComparison.Ordinal)))).Value!.Lines);
        Assert.Equal((OrderLineKind.GiftCard, null, 20m), (line.Kind, line.Sku, line.Amount.Shop.Amount));
    }

    [Fact]
    public async Task Restock_type_that_nobody_knows_is_unreadable()
    {
        var change = await Read(Refund(24m, RefundLine(1, 1, 20m, 4m, "SOMETHING_NEW")));
        Assert.Equal(Reasons.UnknownValue, change.Fault?.Reason);
    }

    [Theory]
    [InlineData("PENDING")]
    [InlineData("AWAITING_RESPONSE")]
    [InlineData("SOMETHING_NEW")]
    public async Task Refund_whose_money_is_on_its_way_is_left_out(string status)
    {
        await using var wire = new Wire().Data("RefundsById", $$"""{"nodes":[{{Refund(24m, RefundLine(1, 1, 20m, 4m), transactions: Transaction(1, "REFUND", status, 24m))}}]}""");
        Assert.Empty(await wire.Open().Part<IEntitySource<Return>>()!.ReadAsync([RefundId], Token));
    }

    [Fact]
    public async Task Refunds_are_found_through_orders_that_changed_in_groups_of_seven()
    {
        var orders = string.Join(',', Enumerable.Range(1, 8).Select(number => $$"""{"id":"gid://shopify/Order/{{number}}","updatedAt":"2026-11-22T11:00:00Z","refunds":[{{Version($"gid://shopify/Refund/{7000 + number}")}}]}""")) + """,{"id":"gid://shopify/Order/9","updatedAt":"2026-11-22T11:00:00Z","refunds":[]}""";
        await using var wire = new Wire().Data("RefundedOrders", $$"""{"page":{{Wire.Page(orders, "o1")}} }""");
        wire.Data("RefundsById", $$"""{"nodes":[{{Refund(24m, RefundLine(1, 1, 20m, 4m))}}]}""").Data("RefundsById", """{"nodes":[null]}""");
        var page = await wire.Open().Part<IChangeSource<Return>>()!.ReadAsync(new(new Cursor("2026-11-20T00:00:00Z"), 250, TimeSpan.Zero), Token);
        Assert.True(page.More);
        Assert.Single(page.Changes);
        Assert.Equal([7, 1], wire.Variables("RefundsById").Select(node => node["ids"]!.AsArray().Count));
        Assert.Equal("updated_at:>='2026-11-20T00:00:00Z'", wire.Variables("RefundedOrders")[0]["query"]!.GetValue<string>());
    }

    [Fact]
    public async Task Long_refund_is_read_to_its_end()
    {
        await using var wire = new Wire().Data("RefundsById", $$"""{"nodes":[{{Refund(48m, RefundLine(1, 1, 20m, 4m), next: "r1")}}]}""");
        wire.Data("RefundLines", $$"""{"node":{"rest":{{Wire.Page(RefundLine(2, 1, 20m, 4m))}} } }""");
        var value = Assert.Single(await wire.Open().Part<IEntitySource<Return>>()!.ReadAsync([RefundId], Token)).Value!;
        Assert.Equal((2, null), (value.Lines.Count, value.Imbalance()));
    }
}
