using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Tests;

/// <summary>What the books should hold of an order's payments.</summary>
public sealed class BookedPaymentsTests
{
    [Fact]
    public void Payments_that_make_the_total_are_expected_together() => Assert.Equal(new Money(10m, "EUR"), BookedPayments.Of(Paid(7m, 3m)));

    [Fact]
    public void Of_an_order_that_is_not_paid_as_sold_or_was_called_off_nothing_is_known()
    {
        Assert.Null(BookedPayments.Of(Paid()));
        Assert.Null(BookedPayments.Of(Paid(9.99m)));
        Assert.Null(BookedPayments.Of(Paid(7m, 3.01m)));
        Assert.Null(BookedPayments.Of(Paid(10m) with { Status = OrderStatus.Cancelled }));
        Assert.Null(BookedPayments.Of(Paid(0m) with { Total = MoneyPair.Of(new(0m, "EUR")) }));
        Assert.Null(BookedPayments.Of(Paid(10m) with { Payments = [new("P", PaymentKind.Card, MoneyPair.Of(new(10m, "USD")), null)] }));
    }

    private static Order Paid(params decimal[] payments) => new()
    {
        Id = "1", PlacedAt = DateTimeOffset.UnixEpoch, Status = OrderStatus.Open, Lines = [], Total = MoneyPair.Of(new(10m, "EUR")),
        Payments = [.. payments.Select((amount, index) => new Payment($"P{index}", PaymentKind.Card, MoneyPair.Of(new(amount, "EUR")), null))],
    };
}
