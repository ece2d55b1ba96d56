using CsCheck;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Http.Tests.Simulated;

namespace RetailConnect.Http.Tests;

public sealed class WindowBudgetTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider time = new(Waiting.Start);

    [Fact]
    public void No_window_ever_holds_more_calls_than_allowed() => Gen.Select(Gen.Int[1, 6], Gen.Long[0, 6_000_000].Array[1, 60]).Sample((calls, pauses) =>
    {
        var clock = new FakeTimeProvider(Waiting.Start);
        var budget = new WindowBudget(calls, Window, 4, clock);
        var made = new List<DateTimeOffset>();
        foreach (var pause in pauses)
        {
            clock.Advance(TimeSpan.FromTicks(pause % 3 == 0 ? 0 : pause));
            clock.Until(budget.AcquireAsync(Waiting.Claim(), CancellationToken.None).AsTask(), TimeSpan.FromMilliseconds(1));
            made.Add(clock.GetUtcNow());
            budget.Release(1, null);
        }

        for (var i = calls; i < made.Count; i++)
        {
            Assert.True(made[i] - made[i - calls] >= Window, $"Call {i} came {made[i] - made[i - calls]} after the one that must have left the window.");
        }
    });

    [Theory]
    [InlineData(50, 1)]
    [InlineData(50, 2)]
    [InlineData(10, 3)]
    public void The_vendor_never_has_to_refuse_and_nearly_the_whole_window_is_used_when_there_is_always_work(int fastest, int seed)
    {
        var world = new World(seed);
        var account = new WindowAccount(world, fastest);
        world.Run(() => Task.WhenAll(
            account.SaturateAsync(world, () => Waiting.Claim(priority: CallPriority.Backfill), 20, TimeSpan.FromHours(1)),
            account.SaturateAsync(world, () => Waiting.Claim(priority: CallPriority.Orders), 2, TimeSpan.FromHours(1))));
        Assert.Equal(0, account.Refused);
        Assert.InRange(account.Taken / (3600 * 20d), 0.965, 1.005);
    }

    [Fact]
    public void A_backfill_leaves_an_order_its_place_in_the_window()
    {
        var world = new World(1);
        var account = new WindowAccount(world, 10);
        var slowest = TimeSpan.Zero;
        world.Run(() => Task.WhenAll(account.SaturateAsync(world, () => Waiting.Claim(priority: CallPriority.Backfill), 20, TimeSpan.FromHours(1)), OrdersAsync()));
        Assert.InRange(slowest.TotalMilliseconds, 1, 250);

        async Task OrdersAsync()
        {
            while (world.Passed < TimeSpan.FromHours(1))
            {
                await world.RestAsync(900);
                var asked = world.Passed;
                await account.CallAsync(Waiting.Claim());
                slowest = world.Passed - asked > slowest ? world.Passed - asked : slowest;
            }
        }
    }

    [Theory]
    [InlineData(3_000)]
    [InlineData(17_000)]
    public async Task A_rest_of_less_than_a_millisecond_is_waited_for_and_not_spun_away(long ticks)
    {
        var budget = new WindowBudget(1, Window, 4, time);
        await budget.Ask();
        budget.Release(1, null);
        time.Advance(Window - TimeSpan.FromTicks(ticks));
        var asked = await budget.Ask();
        Assert.False(asked.IsCompleted);
        Assert.InRange(await time.UntilAsync(asked, TimeSpan.FromMilliseconds(1)), TimeSpan.FromTicks(ticks), TimeSpan.FromMilliseconds(3));
    }

    [Fact]
    public async Task No_more_calls_are_in_flight_than_allowed()
    {
        var budget = new WindowBudget(100, Window, 2, time);
        await budget.Ask();
        await budget.Ask();
        var third = await budget.Ask();
        Assert.False(third.IsCompleted);
        budget.Release(1, null);
        await third.Soon();
    }

    [Fact]
    public async Task A_refusal_closes_it_for_as_long_as_the_longest_one_asks()
    {
        var budget = new WindowBudget(100, Window, 4, time);
        await budget.Ask();
        await budget.Ask();
        budget.Release(1, Waiting.Refusal(30));
        budget.Release(1, Waiting.Refusal());
        Assert.InRange(time.Until(await budget.Ask(), TimeSpan.FromMilliseconds(100)).TotalSeconds, 30, 30.1);
    }

    [Fact]
    public async Task A_caller_who_gave_up_keeps_no_place()
    {
        var budget = new WindowBudget(1, Window, 1, time);
        await budget.Ask();
        budget.Release(1, null);
        using var impatience = new CancellationTokenSource();
        var asked = await budget.Ask(1, impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.Soon());
        time.Advance(Window);
        await (await budget.Ask()).Soon();
    }
}
