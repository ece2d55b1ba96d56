using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Orders;

namespace RetailConnect.Connectors.Shopify.Tests;

/// <summary>What an edited order sells, by its agreements.</summary>
public sealed class OrderEditTests
{
    private static readonly OrderLine Socks = new() { Id = "L1", Sku = new Sku("S"), Quantity = 3m, UnitPrice = Eur(10) };

    private static MoneyPair Eur(decimal amount) => MoneyPair.Of(new(amount, "EUR"));

    private static MoneyBag Bag(decimal amount)
    {
        var money = new WireMoney(amount.ToString(System.Globalization.CultureInfo.InvariantCulture), "EUR");
        return new(money, money);
    }

    private static WireSale Sale(string action, int? units, decimal total, decimal tax = 0, string? line = "L1") =>
        new(action, Bag(total), Bag(tax), tax == 0 ? [] : [new(Bag(tax), new("VAT", 0.2m))]) { Quantity = units, LineItem = line is null ? null : new Reference(line) };

    private static WireAgreement Agreed(string reason, params WireSale[] sales) => new(reason, Connection<WireSale>.Of(sales));

    [Theory]
    [InlineData(-1, -10)]
    [InlineData(1, 10)]
    public void Units_that_an_edit_took_off_are_off_whatever_their_sign(int units, decimal total)
    {
        var edits = new OrderEdits([Agreed("ORDER", Sale("ORDER", 3, 30)), Agreed("ORDER_EDIT", Sale("RETURN", units, total))], taxesIncluded: true);
        Assert.Equal((2m, Eur(20)), (edits.Of(Socks)!.Quantity.Value, edits.Total(Eur(0))));
    }

    [Fact]
    public void A_line_that_is_off_as_a_whole_is_gone_and_one_that_was_added_is_there()
    {
        var edits = new OrderEdits([Agreed("ORDER", Sale("ORDER", 3, 30)), Agreed("ORDER_EDIT", Sale("RETURN", -3, -30), Sale("ORDER", 1, 8, line: "L2"))], taxesIncluded: true);
        Assert.Null(edits.Of(Socks));
        Assert.Equal(1m, edits.Of(Socks with { Id = "L2", UnitPrice = Eur(8) })!.Quantity.Value);
    }

    [Fact]
    public void Discounts_and_taxes_follow_from_what_was_agreed()
    {
        var edits = new OrderEdits([Agreed("ORDER", Sale("ORDER", 3, 32.40m, 5.40m)), Agreed("ORDER_EDIT", Sale("RETURN", -1, -10.80m, -1.80m))], taxesIncluded: false);
        var line = edits.Of(Socks)!;
        Assert.Equal((Eur(2), Eur(3.60m)), (Assert.Single(line.Discounts).Amount, Assert.Single(line.Taxes).Amount));
        Assert.Equal(Eur(21.60m), edits.Total(Eur(0)));
    }

    [Fact]
    public void A_price_that_an_edit_raised_is_the_price()
    {
        var line = new OrderEdits([Agreed("ORDER", Sale("ORDER", 3, 30)), Agreed("ORDER_EDIT", Sale("UPDATE", null, 6))], taxesIncluded: true).Of(Socks)!;
        Assert.Equal((3m, Eur(12), 0), (line.Quantity.Value, line.UnitPrice, line.Discounts.Count));
    }

    [Fact]
    public void Refunds_and_returns_move_nothing_but_what_they_exchange()
    {
        var edits = new OrderEdits(
            [Agreed("ORDER", Sale("ORDER", 3, 30)), Agreed("REFUND", Sale("RETURN", -1, -10), Sale("UPDATE", null, 2, line: null), Sale("ORDER", null, 1, line: null)), Agreed("RETURN", Sale("RETURN", -1, -10), Sale("ORDER", 1, 12, line: "L3"))], taxesIncluded: true);
        Assert.Equal(3m, edits.Of(Socks)!.Quantity.Value);
        Assert.Equal(1m, edits.Of(Socks with { Id = "L3" })!.Quantity.Value);
        Assert.Equal(Eur(42), edits.Total(Eur(0)));
    }

    [Theory]
    [InlineData("UNKNOWN", "ORDER")]
    [InlineData("ORDER", "UNKNOWN")]
    public void What_nobody_knows_is_for_a_person(string reason, string action) =>
        Assert.Equal(Reasons.UnknownValue, Assert.Throws<ConnectorException>(() => new OrderEdits([Agreed(reason, Sale(action, 1, 10))], taxesIncluded: true)).Reason);
}
