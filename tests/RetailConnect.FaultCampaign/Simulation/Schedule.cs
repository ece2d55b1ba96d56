using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Faults;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>What a seed decides: the retailer and its day, how the world, the store and the clock misbehave, and how the lives of the host end.</summary>
internal sealed record Schedule
{
    private const int MostPassages = 500;
    private const int MostPassagesOfOne = 3;

    private static readonly FaultProfile Ambiguous = new() { LatencyMax = TimeSpan.FromMilliseconds(40), ErrorAfterCommit = 0.15, CutAfterCommit = 0.15 };
    private static readonly FaultProfile Deaf = new() { LatencyMax = TimeSpan.FromMilliseconds(12), WebhookLost = 1 };
    private static readonly FaultProfile Noisy = new() { LatencyMax = TimeSpan.FromMilliseconds(12), WebhookRepeated = 1, WebhookDelayed = 0.5, WebhookDelayMax = TimeSpan.FromSeconds(8) };
    private static readonly FaultProfile Refusing = new() { LatencyMax = TimeSpan.FromMilliseconds(40), Throttled = 0.15, ErrorBefore = 0.1, CutBefore = 0.05 };
    private static readonly FaultProfile Expiring = new() { LatencyMax = TimeSpan.FromMilliseconds(40), TokenExpired = 0.05, CutAfterCommit = 0.03 };

    private static readonly (string Name, FaultProfile Profile)[] Worlds =
    [
        ("calm", FaultProfile.None), ("normal", FaultProfile.Normal), ("storm", FaultProfile.Storm), ("storm", FaultProfile.Storm), ("ambiguous", Ambiguous), ("ambiguous", Ambiguous),
        ("deaf", Deaf), ("noisy", Noisy), ("refusing", Refusing), ("expiring", Expiring),
    ];

    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>How the vendors misbehave.</summary>
    public required (string Name, FaultProfile Profile) World { get; init; }

    /// <summary>How the store misbehaves.</summary>
    public required StoreWeather Store { get; init; }

    /// <summary>How far the host's clock jumps in the middle of its day; zero for not at all.</summary>
    public required TimeSpan ClockJump { get; init; }

    /// <summary>How often streams are polled.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>How each life of the host but the last one ends.</summary>
    public required IReadOnlyList<Ending> Lives { get; init; }

    /// <summary>Parts of the names of boundaries that only a comparison passes.</summary>
    private static readonly string[] OfComparisons = ["Shown", "a comparison", "/balances", "/transactions"];

    /// <summary>True when both sides are compared at the end: four systems in step show no drift. A life that is to end in a comparison needs one.</summary>
    public bool Compares => Seed % 10 == 4 || Lives.Any(life => OfComparisons.Any(part => life.Boundary?.Contains(part, StringComparison.Ordinal) is true));

    public SandboxOptions Options => new()
    {
        Seed = Seed, Faults = World.Profile,
        Scale = new RetailerScale
        {
            Items = 1, VariantsPerItem = 1, Stores = 1, Customers = 2, WebOrders = 1, StoreSales = 1, Returns = 1, Edits = Seed % 4 == 0 ? 3 : 0, Cancellations = Seed % 4 == 1 ? 3 : 0, PriceChanges = Seed % 2 == 0 ? 1 : 4, StockChanges = 1, CustomerChanges = 1, Day = TimeSpan.FromSeconds(4),
        },
    };

    /// <summary>Draws a schedule.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="shared">True for a store that hosts share: then a host may also hang and wake up beside its successor.</param>
    public static Schedule Draw(int seed, bool shared)
    {
#pragma warning disable RS0030 // The seed is the point.
        var random = new Random(seed);
#pragma warning restore RS0030
        return new()
        {
            Seed = seed, World = Worlds[random.Next(Worlds.Length)],
            Store = random.Next(5) switch { 0 => StoreWeather.Flaky, 1 => StoreWeather.Away, 2 => StoreWeather.Full, _ => StoreWeather.Fair },
            ClockJump = random.Next(6) switch { 0 => TimeSpan.FromMinutes(random.Next(1, 30)), 1 => -TimeSpan.FromMinutes(random.Next(1, 30)), _ => TimeSpan.Zero },
            Every = TimeSpan.FromSeconds(random.Next(3) == 0 ? 8 : 120),

            // A life that ends shortly after another one ended hits the recovery.
            Lives = [.. Enumerable.Range(0, random.Next(4)).Select(life => DrawEnding(random, life, shared))],
        };
    }

    /// <summary>The same schedule with lives that end at boundaries whose names hold a text.</summary>
    /// <param name="text">The text; null leaves the schedule as it is.</param>
    /// <param name="hangs">True when the host only hangs there.</param>
    public Schedule AimedAt(string? text, bool hangs = false)
    {
        var places = KnownBoundaries.All.Where(name => text is not null && name.Contains(text, StringComparison.Ordinal)).ToList();
        if (places.Count == 0)
        {
            return this;
        }

#pragma warning disable RS0030 // The seed is the point.
        var random = new Random(Seed);
#pragma warning restore RS0030
        return this with { Lives = [.. Enumerable.Range(0, 3).Select(_ => new Ending(0, places[random.Next(places.Count)], random.Next(1, 4), hangs))] };
    }

    public override string ToString() =>
        $"{World.Name}, store {Store}{(ClockJump == TimeSpan.Zero ? "" : $", clock {ClockJump:c}")}, polls every {Every.TotalSeconds:N0} s, {Lives.Count + 1} lives";

    private static Ending DrawEnding(Random random, int life, bool shared)
    {
        var hangs = shared && random.Next(3) == 0;
        return random.Next(3) == 0
            ? new(random.Next(1, life == 0 || random.Next(2) == 0 ? MostPassages : 60), null, 0, hangs)
            : KnownBoundaries.All.Count == 0 ? new(random.Next(1, MostPassages), null, 0, hangs) : new(0, KnownBoundaries.All[random.Next(KnownBoundaries.All.Count)], random.Next(1, MostPassagesOfOne + 1), hangs);
    }
}

/// <summary>How one life of the host ends: at a passage counted over all boundaries, or at a passage of one boundary.</summary>
/// <param name="Passage">The passage, from 1; 0 when a boundary is named.</param>
/// <param name="Boundary">Name of the boundary; null for any.</param>
/// <param name="Occurrence">Which passage of the named boundary, from 1.</param>
/// <param name="Hangs">True when the host only hangs, and goes on when another host has taken over.</param>
internal sealed record Ending(int Passage, string? Boundary, int Occurrence, bool Hangs)
{
    public bool Is(int passage, string name, int occurrence) => Boundary is null ? passage == Passage : name == Boundary && occurrence == Occurrence;
}

/// <summary>How the store misbehaves.</summary>
internal enum StoreWeather
{
    /// <summary>It works.</summary>
    Fair,

    /// <summary>Some commits fail, before or after they took effect.</summary>
    Flaky,

    /// <summary>It is away for a while, again and again.</summary>
    Away,

    /// <summary>It has no room for a while, again and again: what is there can be read, and nothing can be saved.</summary>
    Full,
}
