using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.Sandbox.Tests.Retail;

public sealed class TradingDayTests
{
    private readonly FakeTimeProvider time = new();
    private int happened;

    [Fact]
    public void Everything_happens_spread_over_the_day()
    {
        var day = Day(Happen, Happen);
        day.Start(TestContext.Current.CancellationToken);
        Assert.Equal((1, false), (happened, day.Ended));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((2, 2, true, null), (day.Done, day.Planned, day.Ended, day.Failure));
    }

    [Fact]
    public void The_day_opens_once_when_it_is_started_twice()
    {
        var day = Day(Happen);
        day.Start(TestContext.Current.CancellationToken);
        day.Start(TestContext.Current.CancellationToken);
        Assert.Equal(1, happened);
    }

    [Fact]
    public void A_day_that_breaks_off_ends_and_says_why()
    {
        var day = Day(Happen, () => throw new InvalidOperationException("The till is on fire."), Happen);
        day.Start(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((1, 3, true), (day.Done, day.Planned, day.Ended));
        Assert.Equal("the day broke off at thing 2: InvalidOperationException: The till is on fire.", day.Failure);
    }

    [Fact]
    public async Task A_day_that_is_called_off_is_not_whole()
    {
        using var stop = new CancellationTokenSource();
        var day = Day(Happen, Happen);
        day.Start(stop.Token);
        await stop.CancelAsync();
        Assert.True(SpinWait.SpinUntil(() => day.Ended, TimeSpan.FromSeconds(10)));
        Assert.Equal((1, "the day was called off at thing 2"), (day.Done, day.Failure));
    }

    private TradingDay Day(params Action[] happenings) => new(() => happenings, TimeSpan.FromSeconds(10), time);

    private void Happen() => happened++;
}
