using RetailConnect.Sync.Inventory;

namespace RetailConnect.Sync.Tests;

public sealed class StockFormulaTests
{
    private readonly InventoryOptions options = new();

    [Fact]
    public void What_may_be_sold_is_what_is_there_less_what_is_promised()
    {
        options.SafetyBuffer = 2;
        Assert.Equal(new Quantity(10), Available(Level(20) with { Committed = 5, Returning = 1 }, unposted: 4));
    }

    [Fact]
    public void Unknown_is_not_zero()
    {
        Assert.Null(Available(Level(null), 0));
        Assert.Null(StockFormula.Offer([(1, null)]));
        Assert.Null(StockFormula.Offer([(2, new Quantity(8)), (1, null)]));
        Assert.Null(StockFormula.Offer([]));
    }

    [Fact]
    public void An_oversold_place_offers_nothing() => Assert.Equal(Quantity.Zero, StockFormula.Offer([(1, Available(Level(1), 3))]));

    [Fact]
    public void Of_a_kit_there_are_as_many_as_its_scarcest_part_makes() => Assert.Equal(new Quantity(3), StockFormula.Offer([(1, new Quantity(20)), (2, new Quantity(7)), (0.5m, new Quantity(9))]));

    [Fact]
    public void A_kit_with_an_oversold_part_is_not_on_sale() => Assert.Equal(Quantity.Zero, StockFormula.Offer([(1, new Quantity(20)), (2, new Quantity(-1))]));

    [Theory]
    [InlineData("web", "S1", "1000-01", 5)]
    [InlineData("web", "WEB", "1000-01", 3)]
    [InlineData("pos", "S1", "1000-01", 2)]
    [InlineData("pos", "S1", "2000-01", 1)]
    public void The_first_buffer_rule_that_fits_counts(string channel, string location, string sku, int buffer)
    {
        options.SafetyBuffer = 1;
        options.Buffers.Add(new BufferRule(5) { Channel = "web", Location = "S1" });
        options.Buffers.Add(new BufferRule(3) { Location = "WEB", Sku = "1000-01" });
        options.Buffers.Add(new BufferRule(2) { Sku = "1000-*" });
        Assert.Equal(new Quantity(10 - buffer), StockFormula.Available(Level(10) with { Sku = new(sku) }, 0, location, channel, options));
    }

    [Fact]
    public void A_partners_formula_is_asked_for_what_is_known_only()
    {
        options.Formula = new Half();
        Assert.Equal(new Quantity(4), Available(Level(10), 2));
        Assert.Null(Available(Level(null), 2));
    }

    private Quantity? Available(StockLevel erp, Quantity unposted) => StockFormula.Available(erp, unposted, "S1", "web", options);

    private static StockLevel Level(int? onHand) => new() { Sku = new("a"), Location = "S1", Available = 0, OnHand = onHand is { } units ? new Quantity(units) : null };

    private sealed class Half : IStockFormula
    {
        public Quantity? Available(StockFigures figures) => Math.Floor(figures.Sellable.Value / 2);
    }
}
