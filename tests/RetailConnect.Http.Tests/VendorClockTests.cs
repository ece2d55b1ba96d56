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

    private void Hear(DateTimeOffset said)
    {
        using var answer = new HttpResponseMessage();
        answer.Headers.Date = said;
        clock.Hear(answer);
    }
}
