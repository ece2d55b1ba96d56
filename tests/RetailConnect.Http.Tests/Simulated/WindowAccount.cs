namespace RetailConnect.Http.Tests.Simulated;

/// <summary>Business Central's limits, judged when a call arrives: 6000 calls in five minutes, five at once.</summary>
internal sealed class WindowAccount(World world, int fastest = 50) : IVendor
{
    private const int Calls = 6000;
    private const int AtOnce = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private readonly Queue<DateTimeOffset> arrived = new();
    private int running;

    public WindowBudget Budget { get; } = new(Calls, Window, AtOnce, world);

    public int Refused { get; private set; }

    public int Taken { get; private set; }

    public async Task CallAsync(CallClaim claim)
    {
        var latency = world.Random.Next(fastest, fastest * 8);
        var there = latency * world.Random.NextDouble();
        await Budget.AcquireAsync(claim, CancellationToken.None);
        await world.RestAsync(there);
        while (arrived.TryPeek(out var oldest) && oldest + Window <= world.GetUtcNow())
        {
            arrived.Dequeue();
        }

        arrived.Enqueue(world.GetUtcNow());
        running++;
        Refused += arrived.Count > Calls || running > AtOnce ? 1 : 0;
        Taken++;
        await world.RestAsync((latency - there) / 2);
        running--;
        await world.RestAsync((latency - there) / 2);
        using var response = new HttpResponseMessage();
        Budget.Release(claim.Cost, response);
    }
}
