using System.Globalization;
using CsCheck;

namespace RetailConnect.Core.Tests;

public sealed class BusinessTimeTests
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "Pacific/Kiritimati"];

    private static readonly Gen<(TimeZoneInfo Zone, DateTime Local)> Places =
        from zone in Gen.OneOf(Zones)
        from minutes in Gen.Int[0, 25 * 366 * 24 * 60]
        select (TimeZoneInfo.FindSystemTimeZoneById(zone), new DateTime(2005, 1, 1).AddMinutes(minutes));

    /// <summary>Nights when clocks are changed, and others.</summary>
    [Theory]
    [InlineData("Europe/Berlin", "2026-11-27 00:00", "2026-11-26T23:00:00Z")]
    [InlineData("Europe/Berlin", "2026-07-01 00:00", "2026-06-30T22:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29 01:59:59", "2026-03-29T00:59:59Z")]
    [InlineData("Europe/Berlin", "2026-03-29 02:00", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29 02:30", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29 03:00", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25 02:00", "2026-10-25T00:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T00:30:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25 03:00", "2026-10-25T02:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04 00:00", "2018-11-04T03:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03T15:30:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30 12:00", "2011-12-30T10:00:00Z")]
    public void A_local_time_is_the_first_moment_at_which_clocks_show_it_or_a_later_one(string zone, string local, string moment) => Assert.Equal(
        DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), BusinessTime.ToMoment(DateTime.Parse(local, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void No_moment_before_it_shows_that_time_or_a_later_one_and_it_shows_no_earlier_one() => (
        from place in Places
        from near in Gen.Int[-3 * 24 * 60, 3 * 24 * 60].Array[20]
        select (place, near)).Sample(drawn =>
    {
        var ((zone, local), near) = drawn;
        var moment = BusinessTime.ToMoment(local, zone);
        Assert.Equal(TimeSpan.Zero, moment.Offset);
        Assert.True(Shown(moment, zone) >= local);
        foreach (var other in near.Select(minutes => moment.AddMinutes(minutes)).Append(moment.AddTicks(-1)).Where(other => other < moment))
        {
            Assert.True(Shown(other, zone) < local, $"{zone.Id}: {other:u} shows {Shown(other, zone)}, and {local} was said to begin at {moment:u}");
        }
    });

    [Fact]
    public void A_later_local_time_is_never_an_earlier_moment() => (
        from place in Places
        from minutes in Gen.Int[0, 3000]
        select (place.Zone, place.Local, Later: place.Local.AddMinutes(minutes))).Sample(drawn => Assert.True(BusinessTime.ToMoment(drawn.Local, drawn.Zone) <= BusinessTime.ToMoment(drawn.Later, drawn.Zone)));

    [Fact]
    public void Days_follow_each_other_without_gap_or_overlap_and_may_have_23_or_25_hours()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var day = new DateOnly(2026, 1, 1);
        var lengths = Enumerable.Range(0, 365).Select(number => day.AddDays(number)).Select(date => (BusinessTime.EndOf(date, berlin) - BusinessTime.BeginOf(date, berlin)).TotalHours).ToList();
        Assert.Equal([23d, 24d, 25d], lengths.Distinct().Order());
        Assert.All(Enumerable.Range(0, 365), number => Assert.Equal(BusinessTime.EndOf(day.AddDays(number), berlin), BusinessTime.BeginOf(day.AddDays(number + 1), berlin)));
        Assert.Equal(DateTimeOffset.MaxValue, BusinessTime.EndOf(DateOnly.MaxValue, berlin));
        Assert.Equal(DateTimeOffset.MinValue, BusinessTime.BeginOf(DateOnly.MinValue, TimeZoneInfo.FindSystemTimeZoneById("Pacific/Kiritimati")));
    }

    private static DateTime Shown(DateTimeOffset moment, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(moment, zone).DateTime;
}
