namespace RetailConnect.Storage.Relational;

/// <summary>State of an inbox row, as it is stored; never renumber.</summary>
internal enum State
{
    Pending = 0,
    Applied = 1,
    Skipped = 2,
    Superseded = 3,
    DeadLettered = 4,
}

/// <summary>Times as they are stored: UTC ticks of 100 ns.</summary>
internal static class Ticks
{
    public static long Of(DateTimeOffset time) => time.UtcTicks;

    public static long? Of(DateTimeOffset? time) => time?.UtcTicks;

    public static DateTimeOffset ToTime(long ticks) => new(ticks, TimeSpan.Zero);
}

/// <summary>Quantities as they are stored: integers of 1/100,000.</summary>
internal static class Units
{
    private const decimal Scale = 100_000m;

    public static long Of(Quantity quantity) => (long)decimal.Round(quantity.Value * Scale);

    public static Quantity ToQuantity(long units) => units / Scale;
}
