using CsCheck;

namespace RetailConnect.Core.Tests;

public sealed class PriceInForceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly Price Usual = new() { Amount = new Money(20m, "EUR"), TaxIncluded = true };
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe"];

    /// <summary>Periods of local times in nights when clocks are changed, overlapping as they come; some have no beginning or end.</summary>
    private static readonly Gen<(IReadOnlyList<PlannedPrice> Planned, DateTimeOffset Moment)> Plans =
        from zone in Gen.OneOf(Zones)
        from begin in Gen.OneOf(new DateTime(2018, 11, 3, 20, 0, 0), new DateTime(2026, 3, 28, 20, 0, 0), new DateTime(2026, 10, 24, 20, 0, 0), new DateTime(2026, 10, 3, 20, 0, 0))
        from drawn in Gen.Select(Gen.Int[-1, 24], Gen.Int[1, 30], Gen.Int[0, 3]).Array[0, 6]
        from minute in Gen.Int[-60, 24 * 60]
        let place = TimeZoneInfo.FindSystemTimeZoneById(zone)
        let planned = drawn.Select(item => PlannedPrice.OfTimes(
            item.Item1 < 0 ? null : begin.AddMinutes(30 * item.Item1), item.Item2 > 20 ? null : begin.AddMinutes(30 * (Math.Max(item.Item1, 0) + item.Item2)), place, Price.Of(new Money(5m + item.Item3, "EUR"))))
        select ((IReadOnlyList<PlannedPrice>)[.. planned.Where(plan => !(plan.Until <= plan.From))], BusinessTime.ToMoment(begin, place).AddMinutes(minute));

    [Fact]
    public void The_planned_price_that_began_last_holds_then_the_lowest_and_without_any_the_usual_one() => Plans.Sample(drawn =>
    {
        var force = PriceInForce.At(drawn.Moment, Usual, drawn.Planned);
        var holding = drawn.Planned.Where(plan => (plan.From is null || plan.From <= drawn.Moment) && (plan.Until is null || plan.Until > drawn.Moment)).ToList();
        if (holding.Count == 0)
        {
            Assert.Equal((Usual, PriceInForce.Usual), (force.Price, force.Rule));
            return;
        }

        Assert.Contains(holding, plan => plan.Price.Amount == force.Price.Amount
            && holding.All(other => !((other.From ?? DateTimeOffset.MinValue) > (plan.From ?? DateTimeOffset.MinValue)))
            && holding.All(other => other.From != plan.From || other.Price.Amount >= plan.Price.Amount));
        Assert.Equal(holding.Count == 1, force.Rule == PriceInForce.Planned);
        Assert.NotEqual(PriceInForce.Usual, force.Rule);
        Assert.True(force.Price.TaxIncluded);
    });

    [Fact]
    public void Until_its_end_nothing_changes_and_the_order_of_the_plans_is_none() => (
        from drawn in Plans
        from share in Gen.Double.Unit
        select (drawn, share)).Sample(item =>
    {
        var ((planned, moment), share) = item;
        var force = PriceInForce.At(moment, Usual, planned);
        Assert.Equal(force, PriceInForce.At(moment, Usual, [.. planned.Reverse()]));
        Assert.True(force.Until is null || force.Until > moment);
        var later = force.Until is { } until ? moment.AddTicks((long)((until - moment).Ticks * share)) : moment.AddDays(400 * share);
        later = later == force.Until ? later.AddTicks(-1) : later;
        Assert.Equal(force with { Until = null }, PriceInForce.At(later, Usual, planned) with { Until = null });
    });

    [Fact]
    public void Walking_from_switch_to_switch_meets_every_price_and_ends() => Plans.Sample(drawn =>
    {
        var switches = 0;
        for (var at = (DateTimeOffset?)drawn.Moment; at is { } moment; at = PriceInForce.At(moment, Usual, drawn.Planned).Until)
        {
            Assert.True(++switches <= (2 * drawn.Planned.Count) + 1);
        }
    });

    [Theory]
    [InlineData("5.00", null, false, null)]
    [InlineData("5.00", null, true, "20.00")]
    [InlineData("5.00", "9.00", true, "9.00")]
    [InlineData("5.00", "0.00", false, null)]
    [InlineData("5.00", "5.00", true, null)]
    [InlineData("20.00", null, true, null)]
    [InlineData("25.00", null, true, null)]
    public void A_crossed_out_price_is_above_the_price_or_there_is_none(string amount, string? own, bool crossOutUsual, string? shown)
    {
        var plan = new PlannedPrice { From = Noon, Until = Noon.AddHours(1), Price = new() { Amount = Euro(amount), CompareAt = own is null ? null : Euro(own) } };
        Assert.Equal(shown is null ? default(Money?) : Euro(shown), PriceInForce.At(Noon, Usual, [plan], crossOutUsual).Price.CompareAt);
    }

    [Fact]
    public void A_usual_price_with_a_crossed_out_0_has_none() => Assert.Equal((null, true), PriceInForce.At(Noon, Usual with { CompareAt = Euro("0") }, []).Price is var price ? (price.CompareAt, price.NoCompareAt!.Value) : default);

    [Fact]
    public void A_plan_that_makes_no_sense_is_refused_whenever_it_is_asked_for()
    {
        PlannedPrice[] odd =
        [
            new() { From = Noon, Until = Noon, Price = Price.Of(Euro("1")) }, new() { From = Noon.AddDays(9), Until = Noon.AddDays(8), Price = Price.Of(Euro("1")) },
            new() { From = Noon, Price = Price.Of(new Money(1m, "USD")) }, new() { Price = Price.Of(Euro("-1")) }, new() { Price = new() { Amount = Euro("1"), CompareAt = new Money(2m, "USD") } },
        ];
        Assert.All(odd, plan => Assert.Throws<ArgumentException>(() => PriceInForce.At(Noon, Usual, [plan])));
    }

    private static Money Euro(string amount) => new(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), "EUR");
}
