namespace RetailConnect.Http.Tests;

public sealed class CallQueueTests
{
    private readonly CallQueue queue = new();

    [Fact]
    public void Orders_go_before_stock_before_catalog_before_backfill()
    {
        foreach (var priority in Enum.GetValues<CallPriority>().Reverse())
        {
            Add(priority);
            Add(priority);
        }

        Assert.Equal(
            [CallPriority.Orders, CallPriority.Orders, CallPriority.Stock, CallPriority.Stock, CallPriority.Catalog, CallPriority.Catalog, CallPriority.Backfill, CallPriority.Backfill],
            Enumerable.Range(0, 8).Select(_ => Serve().Priority));
        Assert.Null(queue.Next());
        Assert.Equal((0, 0d), (queue.Count, queue.Cost));
    }

    [Fact]
    public void A_twentieth_is_kept_for_each_less_urgent_priority_so_that_none_starves()
    {
        var served = Enum.GetValues<CallPriority>().ToDictionary(priority => priority, _ => 0d);
        Cost[] costs = [new(CallPriority.Orders, 7), new(CallPriority.Stock, 30), new(CallPriority.Catalog, 200), new(CallPriority.Backfill, 500)];
        foreach (var (priority, cost) in costs)
        {
            Add(priority, cost: cost);
        }

        while (served.Values.Sum() < 100_000)
        {
            var claim = Serve();
            served[claim.Priority] += claim.Cost;
            Add(claim.Priority, cost: claim.Cost);
        }

        Assert.InRange(served[CallPriority.Orders], 84_000, 88_000);
        Assert.All(served.Where(entry => entry.Key != CallPriority.Orders), entry => Assert.InRange(entry.Value, 4_000, 5_500));
    }

    [Fact]
    public void One_that_is_owed_goes_as_the_one_that_it_passes()
    {
        Add(CallPriority.Backfill, cost: 1);
        for (var i = 0; i < 20; i++)
        {
            Add(CallPriority.Stock, cost: 1);
        }

        var order = Enumerable.Range(0, 21).Select(_ =>
        {
            var (call, priority) = queue.Next()!.Value;
            queue.Serve(call);
            return (call.Claim.Priority, As: priority);
        }).ToList();
        Assert.Equal(Enumerable.Repeat((CallPriority.Stock, CallPriority.Stock), 20), order.Take(20));
        Assert.Equal((CallPriority.Backfill, CallPriority.Backfill), order[20]);

        Add(CallPriority.Backfill, cost: 1);
        for (var i = 0; i < 21; i++)
        {
            Add(CallPriority.Stock, cost: 1);
        }

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(CallPriority.Stock, Serve().Priority);
        }

        var (owed, passing) = queue.Next()!.Value;
        Assert.Equal((CallPriority.Backfill, CallPriority.Stock), (owed.Claim.Priority, passing));
    }

    [Fact]
    public void Tenants_get_the_same_points_whatever_their_calls_cost()
    {
        var served = new Dictionary<string, double> { ["cheap"] = 0, ["dear"] = 0, ["mixed"] = 0 };
        var random = new Random(1);
        double Price(string tenant) => tenant switch { "cheap" => 3, "dear" => 400, _ => random.Next(1, 200) };
        foreach (var tenant in served.Keys)
        {
            for (var i = 0; i < (tenant == "cheap" ? 50 : 2); i++)
            {
                Add(CallPriority.Catalog, tenant, Price(tenant));
            }
        }

        for (var i = 0; i < 20_000; i++)
        {
            var claim = Serve();
            served[claim.Tenant.Value] += claim.Cost;
            Add(CallPriority.Catalog, claim.Tenant.Value, Price(claim.Tenant.Value));
            Assert.InRange(served.Values.Max() - served.Values.Min(), 0, 800);
        }
    }

    [Fact]
    public void A_tenant_that_comes_anew_waits_only_until_the_other_had_the_cost_of_its_call()
    {
        for (var i = 0; i < 10_000; i++)
        {
            Add(CallPriority.Backfill, "busy", 10);
        }

        for (var i = 0; i < 17; i++)
        {
            Serve();
        }

        Add(CallPriority.Backfill, "quiet", 30);
        var before = Enumerable.Range(0, 100).TakeWhile(_ => Serve().Tenant.Value == "busy").Count();
        Assert.InRange(before, 0, 4);
    }

    [Fact]
    public void A_call_that_gave_up_counts_no_more()
    {
        var gone = Add(CallPriority.Orders, cost: 1000);
        Add(CallPriority.Stock, cost: 5);
        Assert.True(queue.Remove(gone));
        Assert.False(queue.Remove(gone));
        Assert.Equal((1, 5d, CallPriority.Stock), (queue.Count, queue.Cost, queue.Last));
        Assert.Equal(CallPriority.Stock, Serve().Priority);
    }

    private WaitingCall Add(CallPriority priority, string tenant = "northwind", double cost = 1)
    {
        var call = new WaitingCall(Waiting.Claim(cost, priority, tenant));
        queue.Add(call);
        return call;
    }

    private CallClaim Serve()
    {
        var call = queue.Next()!.Value.Call;
        queue.Serve(call);
        return call.Claim;
    }

    private sealed record Cost(CallPriority Priority, double Points);
}
