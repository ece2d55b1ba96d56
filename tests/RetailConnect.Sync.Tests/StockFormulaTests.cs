using RetailConnect.Sync.Inventory;

namespace RetailConnect.Sync.Tests;

public sealed class StockFormulaTests
{
    [Fact]
    public void What_may_be_sold_is_what_is_there_less_what_is_promised()
    {
        var erp = Level(onHand: 20) with { Committed = 5, Returning = 1 };
        Assert.Equal(new Quantity(10), StockFormula.Available(erp, unposted: 4, safetyBuffer: 2));
    }

    [Fact]
    public void Unknown_is_not_zero() => Assert.Null(StockFormula.Available(Level(null), 0, 0));

    [Fact]
    public void An_oversold_place_offers_nothing() => Assert.Equal(Quantity.Zero, StockFormula.Available(Level(1), 3, 0));

    private static StockLevel Level(int? onHand) => new() { Sku = new("a"), Location = "S1", Available = 0, OnHand = onHand is { } units ? new Quantity(units) : null };
}
