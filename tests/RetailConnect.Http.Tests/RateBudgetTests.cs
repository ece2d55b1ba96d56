using CsCheck;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Http.Tests.Simulated;

namespace RetailConnect.Http.Tests;

public sealed class RateBudgetTests
{
    private const int Places = 4;

    private readonly FakeTimeProvider time = new(Waiting.Start);

    public static TheoryData<string> Kinds => ["adaptive", "window", "cost"];

    [Theory, MemberData(nameof(Kinds))]
    public void Whoever_gives_up_frees_its_place_and_nothing_leaks(string kind) =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 30], Gen.Enum<CallPriority>()).Array[1, 80].Sample(
            steps =>
            {
                var budget = Open(kind, new FakeTimeProvider(Waiting.Start));
                var (asked, held) = (new List<(Task Turn, CancellationTokenSource Stop)>(), 0);
                foreach (var (step, which, priority) in steps)
                {
                    var waiting = asked.Where(call => !call.Turn.IsCompleted).ToList();
                    if (step == 0)
                    {
                        var stop = new CancellationTokenSource();
                        asked.Add((budget.AcquireAsync(Waiting.Claim(1, priority), stop.Token).AsTask(), stop));
                    }
                    else if (step == 1 && waiting.Count > 0)
                    {
                        waiting[which % waiting.Count].Stop.Cancel();
                    }
                    else if (step == 2 && asked.Count(call => call.Turn.IsCompletedSuccessfully) > held)
                    {
                        held++;
                        Answer(budget);
                    }

                    Assert.Equal(asked.Count(call => !call.Turn.IsCompleted), budget.Forecast().Calls);
                }

                asked.ForEach(call => call.Stop.Cancel());
                for (; held < asked.Count(call => call.Turn.IsCompletedSuccessfully); held++)
                {
                    Answer(budget);
                }

                Assert.Equal(default, budget.Forecast());
                Assert.Equal(kind == "cost" ? 100 - held : Places, Left(budget));
            },
            iter: 300);

    [Fact]
    public async Task A_call_that_nobody_wants_any_more_takes_nothing()
    {
        var budget = new AdaptiveBudget(1, time);
        var asked = budget.AcquireAsync(Waiting.Claim(), new CancellationToken(canceled: true)).AsTask();
        Assert.True(asked.IsCanceled);
        Assert.True(await budget.HasAsync(1));
    }

    [Fact]
    public async Task When_the_first_in_the_queue_gives_up_the_next_goes_at_once()
    {
        var budget = new CostBudget(1, 100, time);
        await budget.Ask(50);
        budget.Release(50, new());
        budget.Learn(50, 50, 50, 100, 1);
        using var impatience = new CancellationTokenSource();
        var dear = await budget.Ask(90, impatience.Token);
        var cheap = await budget.Ask(10);
        Assert.False(dear.IsCompleted || cheap.IsCompleted);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dear.Soon());
        await cheap.Soon();
    }

    [Fact]
    public async Task A_refusal_of_one_tenants_call_closes_the_account_for_all()
    {
        var budget = new AdaptiveBudget(8, time);
        await budget.AcquireAsync(Waiting.Claim(tenant: "contoso"), CancellationToken.None);
        budget.Release(1, Waiting.Refusal(7));
        Assert.InRange(time.Until(await budget.Ask(), TimeSpan.FromMilliseconds(100)).TotalSeconds, 7, 7.1);
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(null, 0)]
    public async Task An_overloaded_vendor_is_left_alone_for_as_long_as_it_asks(int? seconds, int wait)
    {
        var budget = new UnlimitedBudget(time);
        await budget.Ask();
        var answer = Waiting.Refusal(seconds);
        answer.StatusCode = System.Net.HttpStatusCode.ServiceUnavailable;
        budget.Release(1, answer);
        Assert.InRange(time.Until(await budget.Ask(), TimeSpan.FromMilliseconds(100)).TotalSeconds, wait, wait + 0.1);
    }

    [Fact]
    public async Task A_queue_that_grows_without_end_is_refused()
    {
        var budget = new AdaptiveBudget(1, time);
        await budget.Ask();
        var waiting = Enumerable.Range(0, 10_000).Select(_ => budget.AcquireAsync(Waiting.Claim(), CancellationToken.None).AsTask()).ToList();
        Assert.All(waiting, turn => Assert.False(turn.IsCompleted));
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await budget.AcquireAsync(Waiting.Claim(), CancellationToken.None));
        Assert.Equal((FaultKind.Throttled, false), (fault.Kind, fault.MayHaveTakenEffect));
    }

    [Theory]
    [InlineData("leaky", 0.1)]
    [InlineData("window", 0.1)]
    [InlineData("slots", 0.1)]
    public void The_forecast_says_when_the_last_that_waits_is_through(string kind, double tolerance)
    {
        var world = new World(1);
        var (vendor, budget) = Vendor(kind, world);
        var (forecast, asked, through) = (default(DrainForecast), TimeSpan.Zero, TimeSpan.Zero);
        world.Run(() => Task.WhenAll(vendor.BackfillAsync(7000, () => Waiting.Claim(20, CallPriority.Catalog), 200), QueueAsync()));
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {forecast.Calls} calls, {forecast.Drained} foretold, {through - asked} took it");
        Assert.InRange(forecast.Calls, 3000, 5500);
        Assert.InRange(forecast.Drained / (through - asked), 1 - tolerance, 1 + tolerance);
        Assert.Equal(default, budget.Forecast());

        async Task QueueAsync()
        {
            await world.RestAsync(60_000);
            var waiting = Enumerable.Range(0, 4000).Select(_ => vendor.CallAsync(Waiting.Claim(20, CallPriority.Catalog))).ToList();
            (forecast, asked) = (budget.Forecast(), world.Passed);
            await Task.WhenAll(waiting);
            through = world.Passed;
        }
    }

    private static (IVendor Vendor, RateBudget Budget) Vendor(string kind, World world)
    {
        var (leaky, window, slots) = (new LeakyAccount(world, new(world, 1000)), new WindowAccount(world), new SlotAccount(world, 8));
        return kind switch { "leaky" => (leaky, leaky.Budget), "window" => (window, window.Budget), _ => (slots, slots.Budget) };
    }

    private static RateBudget Open(string kind, TimeProvider time)
    {
        if (kind != "cost")
        {
            return kind == "window" ? new WindowBudget(1000, TimeSpan.FromSeconds(1), Places, time) : new AdaptiveBudget(Places, time);
        }

        var budget = new CostBudget(1, 100, time);
        Assert.True(budget.AcquireAsync(Waiting.Claim(0), CancellationToken.None).AsTask().IsCompletedSuccessfully);
        budget.Release(0, new());
        budget.Learn(0, 0, 100, 100, 1);
        return budget;
    }

    private static void Answer(RateBudget budget)
    {
        budget.Release(1, new());
        (budget as CostBudget)?.Learn(1, 1, 100, 100, 1);
    }

    /// <summary>How many more calls of cost 1 go at once.</summary>
    private static int Left(RateBudget budget)
    {
        using var end = new CancellationTokenSource();
        for (var granted = 0; ; granted++)
        {
            if (!budget.AcquireAsync(Waiting.Claim(), end.Token).AsTask().IsCompleted)
            {
                end.Cancel();
                return granted;
            }
        }
    }
}
