namespace RetailConnect.Http.Tests.Simulated;

/// <summary>Tenants at work on one vendor account.</summary>
internal static class Traffic
{
    /// <summary>Makes calls as fast as it may until the time is over.</summary>
    public static Task SaturateAsync(this IVendor vendor, World world, Func<CallClaim> next, int workers, TimeSpan until) => Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
    {
        while (world.Passed < until)
        {
            await vendor.CallAsync(next());
        }
    }));

    /// <summary>Delivers so many changes, with as many calls under way as the engine would have.</summary>
    public static Task BackfillAsync(this IVendor vendor, int changes, Func<CallClaim> next, int workers) => Task.WhenAll(Enumerable.Range(0, workers).Select(async worker =>
    {
        for (var change = worker; change < changes; change += workers)
        {
            await vendor.CallAsync(next());
        }
    }));

    /// <summary>Makes an occasional call; returns how long each took, in milliseconds. The moments and the costs follow from the seed alone.</summary>
    public static async Task<List<double>> CallNowAndThenAsync(this IVendor vendor, World world, int seed, int calls, TimeSpan every, Func<Random, CallClaim> next)
    {
        var random = new Random(seed);
        var took = new List<double>();
        var under = new List<Task>();
        for (var call = 0; call < calls; call++)
        {
            await world.RestAsync(-Math.Log(1 - random.NextDouble()) * every.TotalMilliseconds);
            under.Add(TimeAsync(next(random)));
        }

        await Task.WhenAll(under);
        return took;

        async Task TimeAsync(CallClaim claim)
        {
            var asked = world.GetTimestamp();
            await vendor.CallAsync(claim);
            took.Add(world.GetElapsedTime(asked).TotalMilliseconds);
        }
    }

    public static double Percentile(this IReadOnlyCollection<double> figures, double share) => figures.Order().ElementAt((int)Math.Ceiling(figures.Count * share) - 1);
}
