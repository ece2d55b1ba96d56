using RetailConnect.Tests;
using static RetailConnect.Connectors.Shopify.Tests.Samples;

namespace RetailConnect.Connectors.Shopify.Tests;

/// <summary>What is read of an order beside its goods: who buys, from where, what a fraud check says, duties, fees, and whose the taxes are.</summary>
public sealed class OrderFactTests
{
    private const string Paid = """{"title":"VAT","rate":0.2,"channelLiable":true,"priceSet":""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"B1\"", "\"C1\"", "B1")]
    [InlineData("null", "\" C1 \"", "C1")]
    [InlineData("\"\"", "\"C1\"", "C1")]
    [InlineData("null", "null", null)]
    public async Task The_account_is_the_branchs_then_the_companys(string branch, string company, string? account)
    {
        var order = await ReadAsync(With($$"""
            "purchasingEntity":{"company":{"id":"gid://shopify/Company/7","name":"Hilltop Ltd","externalId":{{company}}},"location":{"id":"gid://shopify/CompanyLocation/9","externalId":{{branch}}} },
            """));
        Assert.Equal(new BuyingCompany("gid://shopify/Company/7", "Hilltop Ltd") { Branch = (ExternalId)"gid://shopify/CompanyLocation/9", AccountNumber = account }, order.Company);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"purchasingEntity\":null,")]
    [InlineData("\"purchasingEntity\":{},")]
    public async Task A_private_person_buys_for_no_company(string purchaser) => Assert.Null((await ReadAsync(With(purchaser))).Company);

    [Theory]
    [InlineData("", null)]
    [InlineData("{\"riskLevel\":\"NONE\"},{\"riskLevel\":\"PENDING\"}", null)]
    [InlineData("{\"riskLevel\":\"LOW\"},{\"riskLevel\":\"PENDING\"}", OrderRisk.Low)]
    [InlineData("{\"riskLevel\":\"LOW\"},{\"riskLevel\":\"HIGH\"},{\"riskLevel\":\"MEDIUM\"}", OrderRisk.High)]
    [InlineData("{\"riskLevel\":\"LOW\"},{\"riskLevel\":\"SOMETHING_NEW\"}", OrderRisk.Medium)]
    public async Task The_worst_assessment_counts_and_a_new_level_is_one_to_look_at(string assessments, OrderRisk? risk) =>
        Assert.Equal(risk, (await ReadAsync(With($$"""
            "risk":{"assessments":[{{assessments}}]},
            """))).Risk);

    [Fact]
    public async Task Channel_and_tags_are_read_the_tags_in_one_order()
    {
        var order = await ReadAsync(With("\"sourceName\":\"pos\",\"tags\":[\"gift\",\"check\"],"));
        Assert.Equal(("pos", "check,gift"), (order.Channel, string.Join(',', order.Tags!)));
        Assert.Null((await ReadAsync(With("\"tags\":[],"))).Tags);
    }

    [Fact]
    public async Task Duties_and_fees_are_lines_that_are_read_only_where_there_are_some()
    {
        await using var wire = new Wire().Data("OrdersById", $$"""{"nodes":[{{Order(Line(1, 25m), 37.5m, extra: With($"\"originalTotalDutiesSet\":{Bag(10m)},\"originalTotalAdditionalFeesSet\":{Bag(2.5m)},"))}}]}""");
        wire.Data("OrderDuties", $$"""{"node":{"rest":{{Wire.Page($$"""{"id":"gid://shopify/LineItem/1","duties":[{"id":"gid://shopify/Duty/1","price":{{Bag(10m)}},"taxLines":[]}]}""")}} } }""");
        wire.Data("OrderFees", $$"""{"node":{"additionalFees":[{"id":"gid://shopify/AdditionalFee/1","name":"Deposit","price":{{Bag(2.5m)}},"taxLines":[]}]} }""");
        var order = Assert.Single(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token)).Value!;
        Assert.Equal([(OrderLineKind.Duty, "Duty", 10m), (OrderLineKind.Custom, "Deposit", 2.5m)], order.Lines.Skip(1).Select(line => (line.Kind, line.Title, line.UnitPrice.Shop.Amount)));
        Assert.Null(OrderTotals.Imbalance(order));
    }

    [Fact]
    public async Task Duties_that_the_prices_contain_are_not_read()
    {
        var order = await ReadAsync(With($"\"dutiesIncluded\":true,\"originalTotalDutiesSet\":{Bag(10m)},"));
        Assert.Single(order.Lines);
        Assert.Null(OrderTotals.Imbalance(order));
    }

    [Fact]
    public async Task A_tax_that_the_channel_pays_says_so_and_any_other_says_nothing()
    {
        await using var wire = new Wire().Data("OrdersById", $$"""{"nodes":[{{Order(Line(1, 25m, taxes: $"{Paid}{Bag(4m)} }},{Tax(0.17m)}"), 25m)}}]}""");
        var order = Assert.Single(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token)).Value!;
        Assert.Equal([true, default(bool?)], order.Lines[0].Taxes.Select(tax => tax.PaidByChannel));
    }

    [Fact]
    public async Task Change_that_was_given_is_no_part_of_the_payment()
    {
        var transactions = $"{Transaction(1, "SALE", "SUCCESS", 50m, "cash")},{Transaction(2, "CHANGE", "SUCCESS", 10m, "cash")},{Transaction(3, "CHANGE", "FAILURE", 5m, "cash")},{Transaction(4, "SALE", "SUCCESS", 5m, "gift_card")}";
        await using var wire = new Wire().Data("OrdersById", $$"""{"nodes":[{{Order(Line(1, 45m), 45m, transactions: transactions)}}]}""");
        var order = Assert.Single(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token)).Value!;
        Assert.Equal([(PaymentKind.Cash, 40m), (PaymentKind.GiftCard, 5m)], order.Payments.Select(payment => (payment.Kind, payment.Amount.Shop.Amount)));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", null)]
    [InlineData("null", null)]
    public async Task A_refund_knows_whose_the_taxes_of_its_order_are(string liable, bool? paid)
    {
        var change = await ReadRefundAsync($"{{\"channelLiable\":{liable}}}");
        Assert.Equal(paid, change.Value!.TaxPaidByChannel);
    }

    [Fact]
    public async Task A_refund_of_an_order_with_taxes_of_both_is_for_a_person() =>
        Assert.Equal("channel-tax-mixed", (await ReadRefundAsync("{\"channelLiable\":true},{\"channelLiable\":null}")).Fault?.Reason);

    [Fact]
    public async Task A_duty_that_is_given_back_is_a_line_of_the_return()
    {
        var refund = Refund(30m, RefundLine(1, 1, 20m, 0m), taxesIncluded: true).Replace("\"refundLineItems\"", $"\"duties\":[{{\"amountSet\":{Bag(10m)},\"originalDuty\":{{\"id\":\"gid://shopify/Duty/1\"}}}}],\"refundLineItems\"", StringComparison.Ordinal);
        await using var wire = new Wire().Data("RefundsById", $$"""{"nodes":[{{refund}}]}""");
        var back = Assert.Single(await wire.Open().Part<IEntitySource<Return>>()!.ReadAsync([RefundId], Token)).Value!;
        Assert.Null(back.Imbalance());
        Assert.Equal((OrderLineKind.Duty, "gid://shopify/Duty/1", 10m, false), (back.Lines[1].Kind, back.Lines[1].OrderLine?.Value, back.Lines[1].Amount.Shop.Amount, back.Lines[1].Restocked));
    }

    private static string With(string facts) => $"\"cancelledAt\":null,\"taxesIncluded\":true,{facts.Trim()}";

    private static async Task<Order> ReadAsync(string extra)
    {
        await using var wire = new Wire().Data("OrdersById", $$"""{"nodes":[{{Order(Line(1, 25m), 25m, extra: extra)}}]}""");
        return Assert.Single(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token)).Value!;
    }

    private static async Task<Change<Return>> ReadRefundAsync(string taxes)
    {
        var refund = Refund(20m, RefundLine(1, 1, 20m, 4m), taxesIncluded: true).Replace("\"customer\"", $"\"taxLines\":[{taxes}],\"customer\"", StringComparison.Ordinal);
        await using var wire = new Wire().Data("RefundsById", $$"""{"nodes":[{{refund}}]}""");
        return Assert.Single(await wire.Open().Part<IEntitySource<Return>>()!.ReadAsync([RefundId], Token));
    }
}
