using CsCheck;

namespace RetailConnect.Core.Tests;

public sealed class OrderTotalsTests
{
    [Fact]
    public void A_balanced_order_has_no_imbalance() => OrderSamples.Balanced.Sample(order => Assert.Null(OrderTotals.Imbalance(order)));

    [Fact]
    public void One_changed_amount_is_found_in_either_currency() => OrderSamples.Balanced.Sample(order =>
    {
        var (shop, presentment) = (order.Total.Shop.Currency, order.Total.Presentment.Currency);
        MoneyPair[] changes = [new(Money.FromMinor(1, shop), Money.Zero(presentment)), new(Money.Zero(shop), Money.FromMinor(-1, presentment))];
        foreach (var changed in changes.SelectMany(change => OrderSamples.ChangedOnce(order, change)))
        {
            Assert.NotNull(OrderTotals.Imbalance(changed));
        }
    });

    [Fact]
    public void Included_taxes_do_not_count_and_added_ones_do()
    {
        var line = OrderSamples.Line(1, 1000) with { Taxes = [new("VAT", 0.25m, Pair(200))] };
        var included = OrderSamples.Order(line) with { TaxesIncluded = true, Total = Pair(1000) };
        Assert.Null(OrderTotals.Imbalance(included));
        Assert.NotNull(OrderTotals.Imbalance(included with { TaxesIncluded = false }));
        Assert.Null(OrderTotals.Imbalance(included with { TaxesIncluded = false, Total = Pair(1200) }));
    }

    [Fact]
    public void Line_amounts_are_rounded_as_on_a_receipt()
    {
        var line = OrderSamples.Line(1, 333) with { Quantity = 1.5m };
        Assert.Equal(Pair(500), OrderTotals.Net(line));
        Assert.Null(OrderTotals.Imbalance(OrderSamples.Order(line, line) with { Total = Pair(1000) }));
    }

    [Fact]
    public void A_redeemed_gift_card_does_not_change_the_total()
    {
        var order = OrderSamples.Order(OrderSamples.Line(1, 1000)) with { Total = Pair(1000) };
        Assert.Null(OrderTotals.Imbalance(order with { Payments = [new("p1", PaymentKind.GiftCard, Pair(400), null), new("p2", PaymentKind.Card, Pair(600), "card")] }));
    }

    [Fact]
    public void The_message_names_both_sums()
    {
        var message = OrderTotals.Imbalance(OrderSamples.Order(OrderSamples.Line(1, 1000)) with { Total = Pair(1001) });
        Assert.Contains("10 EUR", message, StringComparison.Ordinal);
        Assert.Contains("10.01 EUR", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mix_of_currencies_in_one_side_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() => OrderTotals.Imbalance(OrderSamples.Order(OrderSamples.Line(1, 1000)) with { Total = Pair(1000), Tip = MoneyPair.Of(new(1m, "USD")) }));

    [Fact]
    public void A_return_balances_with_shipping_and_adjustment()
    {
        var line = new ReturnLine { Id = "1", Quantity = 1, Amount = Pair(500), Restocked = true };
        var back = new Return { Id = "r", Order = new(), ReturnedAt = default, Lines = [line, line], Shipping = Pair(300), Adjustment = Pair(-1), Total = Pair(1299) };
        Assert.Null(back.Imbalance());
        Assert.NotNull((back with { Adjustment = null }).Imbalance());
        Assert.NotNull((back with { Total = new(back.Total.Shop, Money.FromMinor(1300, new("EUR"))) }).Imbalance());
    }

    private static MoneyPair Pair(long units) => MoneyPair.Of(Money.FromMinor(units, new("EUR")));
}
