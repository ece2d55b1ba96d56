using RetailConnect.Sync.Kits;
using RetailConnect.Sync.Returns;

namespace RetailConnect.Sync.Tests;

/// <summary>Where goods go that came back: (on sale, to quarantine).</summary>
public sealed class RestockingRuleTests
{
    [Theory]
    [InlineData(Restocking.AsTold, true, true, null)]
    [InlineData(Restocking.AsTold, false, false, null)]
    [InlineData(Restocking.QuarantineUnsellable, true, true, null)]
    [InlineData(Restocking.QuarantineUnsellable, false, false, true)]
    [InlineData(Restocking.Quarantine, true, false, true)]
    [InlineData(Restocking.Quarantine, false, false, null)]
    [InlineData(Restocking.Never, true, false, null)]
    [InlineData(Restocking.Never, false, false, null)]
    public void Goods(Restocking restocking, bool told, bool restocked, bool? quarantined)
    {
        var line = Assert.Single(RestockingRule.Apply(Taken(Line(told)), restocking).Lines);
        Assert.Equal((restocked, quarantined), (line.Restocked, line.Quarantined));
        Assert.Equal((restocked, restocked || quarantined is true), (KitLines.BringsBack(line), KitLines.ComesIn(line)));
    }

    [Theory]
    [InlineData(Restocking.QuarantineUnsellable)]
    [InlineData(Restocking.Quarantine)]
    [InlineData(Restocking.Never)]
    public void What_is_no_goods_and_what_never_left_stay_as_they_are(Restocking restocking)
    {
        var (card, restocked, not) = (Line(false) with { Kind = OrderLineKind.GiftCard, Sku = null }, Line(true), Line(false));
        Assert.Equal([card], RestockingRule.Apply(Taken(card), restocking).Lines);
        Assert.Equal([restocked, not], RestockingRule.Apply(Taken(restocked, not) with { CalledOff = true }, restocking).Lines);
        Assert.Equal([restocked, not], RestockingRule.Apply(Taken(restocked, not) with { OfEdit = true }, restocking).Lines);
    }

    [Fact]
    public void A_kit_that_goes_to_quarantine_goes_there_by_its_parts()
    {
        var taken = RestockingRule.Apply(Taken(Line(true)), Restocking.Quarantine);
        var kit = new Composition(new("KIT"), [new(new("A"), 1, 1m), new(new("B"), 2, 1m)]);
        var parts = KitLines.Open(taken, new Dictionary<Sku, Composition> { [new("KIT")] = kit }).Lines;
        Assert.Equal([("A", 1m, true), ("B", 2m, true)], parts.Select(part => (part.Sku!.Value.Value, part.Quantity.Value, part.Quarantined is true)));
        Assert.Equal(10m, parts.Sum(part => part.Amount.Shop.Amount));
    }

    private static ReturnLine Line(bool restocked) => new() { Id = "l1", Sku = new("KIT"), Quantity = 1, Amount = MoneyPair.Of(new(10m, "EUR")), Restocked = restocked };

    private static Return Taken(params ReturnLine[] lines) => new() { Id = "r1", Order = new(), ReturnedAt = DateTimeOffset.UnixEpoch, Lines = lines, Total = MoneyPair.Of(new(10m, "EUR")) };
}
