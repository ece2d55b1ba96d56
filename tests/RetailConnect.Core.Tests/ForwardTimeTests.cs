using Microsoft.Extensions.Time.Testing;

namespace RetailConnect.Core.Tests;

public sealed class ForwardTimeTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero);
    private readonly HostClock wall = new(new FakeTimeProvider(Morning));
    private readonly ForwardTime time;

    public ForwardTimeTests() => time = new(wall);

    [Fact]
    public void It_is_the_wall_clock_while_that_goes_forward()
    {
        Assert.Equal(Morning, time.GetUtcNow());
        Assert.Equal(Morning, time.GetUtcNow());
        wall.Offset = TimeSpan.FromHours(1);
        Assert.Equal(Morning + TimeSpan.FromHours(1), time.GetUtcNow());
    }

    [Fact]
    public void Of_two_looks_the_second_is_later_when_the_wall_clock_was_put_back()
    {
        var before = time.GetUtcNow();
        wall.Offset = -TimeSpan.FromMinutes(28);
        var after = time.GetUtcNow();
        Assert.True(before < after && after < time.GetUtcNow());
        wall.Offset = TimeSpan.FromSeconds(1);
        Assert.Equal(Morning + TimeSpan.FromSeconds(1), time.GetUtcNow());
    }

    [Fact]
    public void A_host_goes_on_from_the_one_before_it_whose_clock_ran_ahead()
    {
        time.GoOnFrom(Morning + TimeSpan.FromMinutes(5));
        Assert.True(time.GetUtcNow() > Morning + TimeSpan.FromMinutes(5));
        time.GoOnFrom(Morning);
        Assert.True(time.GetUtcNow() > Morning + TimeSpan.FromMinutes(5));
    }
}
