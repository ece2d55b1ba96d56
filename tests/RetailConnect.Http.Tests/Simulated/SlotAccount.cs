namespace RetailConnect.Http.Tests.Simulated;

/// <summary>A vendor that takes whatever comes: only the calls in flight are bounded, by the budget.</summary>
internal sealed class SlotAccount(World world, int atOnce) : IVendor
{
    public AdaptiveBudget Budget { get; } = new(atOnce, world);

    public async Task CallAsync(CallClaim claim)
    {
        var latency = world.Random.Next(50, 401);
        await Budget.AcquireAsync(claim, CancellationToken.None);
        await world.RestAsync(latency);
        using var response = new HttpResponseMessage();
        Budget.Release(claim.Cost, response);
    }
}
