using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Faults;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>What a seed decides: the retailer and its day, how the world misbehaves, and when the host dies.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Faults">Name of the fault profile.</param>
/// <param name="Lives">For each life of the host but the last, the passage of a boundary at which it ends.</param>
internal sealed record Schedule(int Seed, string Faults, IReadOnlyList<int> Lives)
{
    private const int MostPassages = 1500;

    public SandboxOptions Options => new()
    {
        Seed = Seed, Faults = Faults switch { "storm" => FaultProfile.Storm, "normal" => FaultProfile.Normal, _ => FaultProfile.None },
        Scale = new RetailerScale
        {
            Items = 3, VariantsPerItem = 2, Stores = 1, Customers = 6, WebOrders = 5, StoreSales = 5, Returns = 3, PriceChanges = 2, StockChanges = 3, CustomerChanges = 2, Day = TimeSpan.FromSeconds(20),
        },
    };

    public static Schedule Draw(int seed)
    {
#pragma warning disable RS0030 // The seed is the point.
        var random = new Random(seed);
#pragma warning restore RS0030
        var faults = random.Next(4) switch { 0 => "none", 1 => "normal", _ => "storm" };

        // A crash shortly after another one hits the recovery.
        var lives = Enumerable.Range(0, random.Next(4)).Select(life => random.Next(1, life == 0 || random.Next(2) == 0 ? MostPassages : 60)).ToList();
        return new(seed, faults, lives);
    }
}
