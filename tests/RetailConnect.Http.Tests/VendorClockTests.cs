using Microsoft.Extensions.Time.Testing;
using RetailConnect.Tests;

namespace RetailConnect.Http.Tests;

public sealed class VendorClockTests
{
    private static readonly DateTimeOffset True = new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider world = new(True);
    private readonly HostClock host;
    private readonly VendorClock clock;

    public VendorClockTests()
    {
        host = new(world);
        clock = new(host);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1500)]
    [InlineData(1500)]
    public void A_clock_that_agrees_is_used_as_it_is(int milliseconds)
    {
        host.Offset = TimeSpan.FromMilliseconds(milliseconds);
        Hear(True);
        Assert.Equal(True + host.Offset, clock.Now);
    }

    [Theory]
    [InlineData(27 * 60)]
    [InlineData(-48 * 3600)]
    [InlineData(3)]
    public void The_vendors_time_counts_when_the_hosts_is_wrong(int seconds)
    {
        host.Offset = TimeSpan.FromSeconds(seconds);
        Hear(True);
        world.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(True + TimeSpan.FromMinutes(10), clock.Now);
    }

    [Fact]
    public void A_jump_after_the_answer_is_no_time_that_passed()
    {
        Hear(True);
        host.Offset = TimeSpan.FromHours(1);
        Assert.Equal(True, clock.Now);
    }

    [Fact]
    public void The_hosts_time_is_all_there_is_before_an_answer_with_a_date()
    {
        using var answer = new HttpResponseMessage();
        clock.Hear(answer);
        Assert.Equal(True, clock.Now);
    }

    [Theory]
    [InlineData(24 * 60)]
    [InlineData(-24 * 60)]
    public void A_moment_before_the_first_answer_gets_its_time_from_that_answer(int seconds)
    {
        host.Offset = TimeSpan.FromSeconds(seconds);
        var moment = clock.Mark();
        world.Advance(TimeSpan.FromSeconds(5));
        Hear(True.AddSeconds(5));
        host.Offset = TimeSpan.Zero;
        world.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(True, moment.Time);
    }

    /// <summary>The host's clock is ahead and the vendor was not heard yet; the next window must not begin in the future.</summary>
    [Fact]
    public void The_next_window_begins_at_the_vendors_time_of_the_moment_at_which_this_one_was_opened()
    {
        host.Offset = TimeSpan.FromMinutes(24);
        var window = clock.Open(new ReadRequest(new("2026-11-27T08:00:00.0000000Z"), 10, TimeSpan.FromMinutes(2)));
        Hear(True);
        Assert.Equal((True.AddHours(-1), null, True.AddMinutes(-2)), (window.Since, window.Page, window.NextSince));
        Assert.Equal("2026-11-27T08:58:00.0000000Z", window.Finished().Value);
        Assert.Equal("2026-11-27T08:00:00.0000000Z|2026-11-27T08:58:00.0000000Z|p2", window.AtPage("p2").Value);
        Assert.Equal("2026-11-27T08:30:00.0000000Z|2026-11-27T08:58:00.0000000Z|", (window with { Since = True.AddMinutes(-30) }).AtPage("").Value);
    }

    [Fact]
    public void A_window_that_goes_on_keeps_the_start_of_the_next_one()
    {
        var window = clock.Open(new ReadRequest(new("|2026-11-27T07:00:00.0000000Z|p2"), 10, TimeSpan.FromMinutes(2)));
        Hear(True);
        Assert.Equal((null, "p2"), (window.Since, window.Page));
        Assert.Equal("2026-11-27T07:00:00.0000000Z", window.Finished().Value);
    }

    [Fact]
    public void The_next_window_begins_where_something_is_unfinished()
    {
        var window = clock.Open(new ReadRequest(new("2026-11-27T08:00:00.0000000Z"), 10, TimeSpan.FromMinutes(2)));
        Hear(True);
        Assert.Equal("2026-11-26T09:00:00.0000000Z", (window with { Unfinished = True.AddDays(-1) }).Finished().Value);
        Assert.Equal("2026-11-27T08:58:00.0000000Z", (window with { Unfinished = True.AddMinutes(-1) }).Finished().Value);
        var second = clock.Open(new ReadRequest((window with { Unfinished = True.AddDays(-1) }).AtPage("p2"), 10, TimeSpan.FromMinutes(2)));
        Assert.Equal(("p2", "2026-11-26T09:00:00.0000000Z"), (second.Page, second.Finished().Value));
    }

    private void Hear(DateTimeOffset said)
    {
        using var answer = new HttpResponseMessage();
        answer.Headers.Date = said;
        clock.Hear(answer);
    }
}
