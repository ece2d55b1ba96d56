using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace RetailConnect.Http.Tests;

public sealed class CostBudgetTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider time = new(Waiting.Start);

    [Fact]
    public void The_vendor_never_has_to_refuse_whatever_the_costs_pauses_and_latencies() =>
        Gen.Select(Gen.Int[1, 100], Gen.Double[0, 1], Gen.Int[0, 2000], Gen.Int[0, 300], Gen.Int[0, 300]).Array[1, 60].Sample(
            calls =>
            {
                var shop = new BucketVendor(rate: 50, size: 100);
                foreach (var (cost, share, pause, there, back) in calls)
                {
                    shop.Run(TimeSpan.FromMilliseconds(pause % 5 == 0 ? pause : pause % 20));
                    shop.Call(cost, cost * share, TimeSpan.FromMilliseconds(there), TimeSpan.FromMilliseconds(back));
                }

                shop.Run(TimeSpan.FromSeconds(2));
                Assert.Equal(calls.Length, shop.Answered);
            },
            iter: 1000);

    [Fact]
    public async Task Nearly_the_whole_allowance_is_used_when_there_is_always_work()
    {
        var budget = new CostBudget(100, 1000, time);
        var spent = 0;
        while (time.GetUtcNow() < Waiting.Start.AddMinutes(2))
        {
            time.Until(await budget.Ask(10), Millisecond);
            budget.Release(10, null);
            spent += 10;
        }

        var allowance = 1000 + (100 * 120) + 10;
        Assert.InRange(spent, allowance * 0.99, allowance);
    }

    [Fact]
    public async Task What_a_call_did_not_cost_is_given_back()
    {
        var budget = new CostBudget(1, 100, time);
        Assert.True((await budget.Ask(100)).IsCompleted);
        Assert.False((await budget.Ask(1)).IsCompleted);
        budget.Release(100, null);
        budget.Learn(100, 30, 70, 100, 1);
        Assert.False((await budget.Ask(71)).IsCompleted);
        Assert.True((await budget.Ask(70)).IsCompleted);
        Assert.False((await budget.Ask(1)).IsCompleted);
    }

    [Fact]
    public async Task A_refused_call_cost_nothing_but_the_vendors_lower_balance_is_believed()
    {
        var budget = new CostBudget(10, 100, time);
        await budget.Ask(50);
        budget.Release(50, null);
        budget.Learn(50, null, 5, 100, 10);
        var asked = await budget.Ask(25);
        Assert.InRange(time.Until(asked, Millisecond).TotalSeconds, 2.0, 2.01);
    }

    [Fact]
    public async Task The_vendors_own_rate_and_size_replace_the_assumed_ones()
    {
        var budget = new CostBudget(1, 10, time);
        await budget.Ask(10);
        budget.Release(10, null);
        budget.Learn(10, 10, 0, 2000, 1000);
        Assert.InRange(time.Until(await budget.Ask(1500), Millisecond).TotalSeconds, 1.5, 1.51);
    }

    [Fact]
    public async Task A_call_dearer_than_the_bucket_goes_out_when_the_bucket_is_full()
    {
        var budget = new CostBudget(10, 100, time);
        await budget.Ask(40);
        budget.Release(40, null);
        Assert.InRange(time.Until(await budget.Ask(1000), Millisecond).TotalSeconds, 4.0, 4.01);
    }

    [Fact]
    public async Task A_caller_who_gave_up_has_taken_nothing()
    {
        var budget = new CostBudget(10, 100, time);
        await budget.Ask(100);
        budget.Release(100, null);
        using var impatience = new CancellationTokenSource();
        var asked = await budget.Ask(100, impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.Soon());
        Assert.InRange(time.Until(await budget.Ask(100), Millisecond).TotalSeconds, 10.0, 10.02);
    }
}
