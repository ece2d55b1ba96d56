namespace RetailConnect.Http.Tests.Simulated;

/// <summary>One host's way to a shop: 50 to 400 milliseconds for a call, which costs 30 to 100 percent of what it asks for.</summary>
internal sealed class LeakyAccount(World world, LeakyVendor shop, double share = 1) : IVendor
{
    public CostBudget Budget { get; } = new(shop.Rate, shop.Size, world, share);

    public async Task CallAsync(CallClaim claim)
    {
        var (latency, actual) = (world.Random.Next(50, 401), claim.Cost * (0.3 + (world.Random.NextDouble() * 0.7)));
        var (there, back) = (latency * world.Random.NextDouble() * 0.5, latency * world.Random.NextDouble() * 0.5);
        await Budget.AcquireAsync(claim, CancellationToken.None);
        await world.RestAsync(there);
        var answer = await shop.ArriveAsync(claim.Cost, actual, latency - there - back);
        await world.RestAsync(back);
        using var response = new HttpResponseMessage();
        Budget.Release(claim.Cost, response);
        Budget.Learn(claim.Cost, answer.Actual, answer.Available, shop.Size, shop.Rate);
    }
}
