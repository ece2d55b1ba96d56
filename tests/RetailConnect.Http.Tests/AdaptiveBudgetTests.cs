using Microsoft.Extensions.Time.Testing;

namespace RetailConnect.Http.Tests;

public sealed class AdaptiveBudgetTests
{
    private readonly FakeTimeProvider time = new(Waiting.Start);

    [Fact]
    public async Task No_more_calls_are_in_flight_than_allowed_and_they_go_in_turn()
    {
        var budget = new AdaptiveBudget(2, time);
        Assert.True((await budget.Ask()).IsCompleted);
        Assert.True((await budget.Ask()).IsCompleted);
        var (third, fourth) = (await budget.Ask(), await budget.Ask());
        Assert.False(third.IsCompleted || fourth.IsCompleted);
        budget.Release(1, null);
        await third.Soon();
        Assert.False(fourth.IsCompleted);
        budget.Release(1, null);
        await fourth.Soon();
    }

    [Fact]
    public async Task A_refusal_halves_the_calls_in_flight_and_success_brings_them_back()
    {
        var budget = new AdaptiveBudget(8, time);
        Assert.Equal(8, await FillAsync(budget));
        budget.Release(1, Waiting.Refusal());
        Drain(budget, 7, new HttpResponseMessage(System.Net.HttpStatusCode.TooManyRequests));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await FillAsync(budget));
        for (var i = 0; i < 200; i++)
        {
            budget.Release(1, null);
            Assert.True((await budget.Ask()).IsCompleted);
        }

        Assert.Equal(7, await FillAsync(budget));
    }

    [Fact]
    public async Task A_short_refusal_does_not_cut_a_long_one_short()
    {
        var budget = new AdaptiveBudget(8, time);
        await budget.Ask();
        await budget.Ask();
        budget.Release(1, Waiting.Refusal(30));
        budget.Release(1, Waiting.Refusal());
        Assert.InRange(time.Until(await budget.Ask(), TimeSpan.FromMilliseconds(100)).TotalSeconds, 30, 30.1);
    }

    [Fact]
    public async Task A_rest_of_less_than_a_millisecond_is_waited_for_and_not_spun_away()
    {
        var budget = new AdaptiveBudget(8, time);
        await budget.Ask();
        budget.Release(1, Waiting.Refusal(1));
        time.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(3_000));
        var asked = await budget.Ask();
        Assert.False(asked.IsCompleted);
        Assert.InRange(await time.UntilAsync(asked, TimeSpan.FromMilliseconds(1)), TimeSpan.FromTicks(3_000), TimeSpan.FromMilliseconds(3));
    }

    [Fact]
    public async Task A_caller_who_gave_up_keeps_no_place()
    {
        var budget = new AdaptiveBudget(1, time);
        await budget.Ask();
        using var impatience = new CancellationTokenSource();
        var (gone, next) = (await budget.Ask(1, impatience.Token), await budget.Ask());
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone.Soon());
        budget.Release(1, null);
        await next.Soon();
        Assert.False((await budget.Ask()).IsCompleted);
    }

    [Fact]
    public async Task A_caller_who_gives_up_while_it_is_closed_keeps_no_place()
    {
        var budget = new AdaptiveBudget(1, time);
        await budget.Ask();
        budget.Release(1, Waiting.Refusal(5));
        using var impatience = new CancellationTokenSource();
        var gone = await budget.Ask(1, impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone.Soon());
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.True((await budget.Ask()).IsCompleted);
    }

    private static async Task<int> FillAsync(AdaptiveBudget budget)
    {
        using var end = new CancellationTokenSource();
        for (var granted = 0; ; granted++)
        {
            var asked = await budget.Ask(1, end.Token);
            if (!asked.IsCompleted)
            {
                await end.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.Soon());
                return granted;
            }
        }
    }

    private static void Drain(AdaptiveBudget budget, int count, HttpResponseMessage response)
    {
        for (var i = 0; i < count; i++)
        {
            budget.Release(1, response);
        }
    }
}
