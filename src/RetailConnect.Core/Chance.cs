namespace RetailConnect;

/// <summary>Source of chance for jitter; injected, so that a run can be repeated.</summary>
/// <remarks>Implementations are thread-safe.</remarks>
public abstract class Chance
{
    /// <summary>The machine's own chance.</summary>
    public static Chance System { get; } = new SystemChance();

    /// <summary>Returns a number from 0 (included) to 1 (excluded).</summary>
    public abstract double NextDouble();

    /// <summary>Chance that repeats itself for a seed.</summary>
    public static Chance Seeded(int seed) => new SeededChance(seed);

#pragma warning disable RS0030 // This is the port that the ban points to.
    private sealed class SystemChance : Chance
    {
        public override double NextDouble() => Random.Shared.NextDouble();
    }

    private sealed class SeededChance(int seed) : Chance
    {
        private readonly Lock gate = new();
        private readonly Random random = new(seed);

        public override double NextDouble()
        {
            lock (gate)
            {
                return random.NextDouble();
            }
        }
    }
#pragma warning restore RS0030
}
