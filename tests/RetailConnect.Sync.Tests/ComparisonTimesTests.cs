using CsCheck;
using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Tests;

/// <summary>A nightly comparison happens once each night, also in those nights in which the clocks change.</summary>
public sealed class ComparisonTimesTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly string[] Places = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"];
    private static readonly Gen<TimeZoneInfo> Zones = Gen.Int[0, Places.Length - 1].Select(place => TimeZoneInfo.FindSystemTimeZoneById(Places[place]));

    private static ComparisonTimes At(string cron, TimeZoneInfo zone) => ComparisonTimes.Of(new OrdersOptions { CompareAt = cron }, zone)!;

    private static DateTimeOffset Utc(int month, int day, int hour, int minute = 0) => new(2026, month, day, hour, minute, 0, TimeSpan.Zero);

    private static DateTimeOffset After(ComparisonTimes times, DateTimeOffset began) => times.Next((began, began.AddMinutes(20)), began.AddDays(-9));

    [Fact]
    public void A_time_that_the_clocks_leave_out_is_made_up_for_when_they_go_on()
    {
        var nightly = At("30 2 * * *", Berlin);
        var night = After(nightly, Utc(3, 28, 1, 30));
        Assert.Equal(Utc(3, 29, 1), night.ToUniversalTime());
        Assert.Equal(Utc(3, 30, 0, 30), After(nightly, night).ToUniversalTime());
    }

    [Fact]
    public void A_time_that_the_clocks_have_twice_counts_once()
    {
        var nightly = At("30 2 * * *", Berlin);
        var night = After(nightly, Utc(10, 24, 0, 30));
        Assert.Equal(Utc(10, 25, 0, 30), night.ToUniversalTime());
        Assert.Equal(Utc(10, 26, 1, 30), After(nightly, night).ToUniversalTime());
    }

    [Fact]
    public void A_nightly_comparison_happens_once_each_day() => Gen.Select(Zones, Gen.Int[0, 23], Gen.Int[0, 59]).Sample((zone, hour, minute) =>
    {
        var (times, at, days) = (At($"{minute} {hour} * * *", zone), Utc(1, 1, 12), new List<DateOnly>());
        for (var night = 0; night < 800; night++)
        {
            at = After(times, at);
            days.Add(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime));
        }

        return days.Zip(days.Skip(1)).All(pair => pair.First.AddDays(1) == pair.Second);
    }, iter: 200);

    [Fact]
    public void However_many_times_were_missed_one_run_makes_up_for_them()
    {
        var nightly = At("30 2 * * *", Berlin);
        var missed = After(nightly, Utc(11, 20, 1, 30));
        Assert.True(missed < Utc(11, 27, 8));
        Assert.Equal(Utc(11, 28, 1, 30), After(nightly, Utc(11, 27, 8)).ToUniversalTime());
    }

    [Fact]
    public void A_run_that_takes_long_or_was_made_by_hand_takes_no_other_ones_place()
    {
        var hourly = At("0 * * * *", Berlin);
        Assert.Equal(Utc(11, 27, 9), hourly.Next((Utc(11, 27, 8), Utc(11, 27, 11)), Utc(11, 1, 0)).ToUniversalTime());
        Assert.Equal(Utc(11, 27, 9), After(hourly, Utc(11, 27, 8, 59)).ToUniversalTime());
    }

    [Fact]
    public void What_was_never_compared_waits_for_its_time_and_for_a_minute_where_it_has_none()
    {
        Assert.Equal(Utc(11, 28, 1, 30), At("30 2 * * *", Berlin).Next(null, Utc(11, 27, 8)).ToUniversalTime());
        Assert.Equal(Utc(11, 27, 8, 1), ComparisonTimes.Of(new OrdersOptions { CompareEvery = TimeSpan.FromHours(1) }, Berlin)!.Next(null, Utc(11, 27, 8)));
        Assert.Null(ComparisonTimes.Of(new OrdersOptions(), Berlin));
    }

    [Theory]
    [InlineData("30 2 * * *", null)]
    [InlineData("0 3 * * MON-FRI", null)]
    [InlineData("0 3 30 2 *", "never comes")]
    [InlineData("nightly", "")]
    [InlineData("0 30 2 * * *", "")]
    [InlineData("", "")]
    public void An_expression_that_makes_no_sense_is_told_of(string text, string? fault)
    {
        var found = ComparisonTimes.Fault(text);
        Assert.Equal(fault is null, found is null);
        Assert.Contains(fault ?? "", found ?? "", StringComparison.Ordinal);
    }
}
