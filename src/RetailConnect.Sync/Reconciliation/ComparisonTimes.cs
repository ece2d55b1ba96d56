using Cronos;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>When a lane is compared by itself: a pure function of the last comparison.</summary>
/// <remarks>A time of day that the clocks leave out is made up for when they go on, and one that they have twice counts once. However many times were missed, one run makes up for them.</remarks>
internal sealed class ComparisonTimes
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    private readonly TimeSpan? every;
    private readonly CronExpression? at;
    private readonly TimeZoneInfo zone;

    private ComparisonTimes(TimeSpan? every, CronExpression? at, TimeZoneInfo zone) => (this.every, this.at, this.zone) = (every, at, zone);

    /// <summary>Reads the settings of a sync; null when it is not compared by itself.</summary>
    public static ComparisonTimes? Of(SyncOptions options, TimeZoneInfo zone) => options switch
    {
        { CompareEvery: { } every } => new(every, null, zone),
        { CompareAt: { } text } => new(null, CronExpression.Parse(text), zone),
        _ => null,
    };

    /// <summary>Says what is wrong with a cron expression; null when it can be used.</summary>
    public static string? Fault(string text)
    {
        try
        {
            return CronExpression.Parse(text).GetNextOccurrence(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc) is null ? "it names a day that never comes" : null;
        }
        catch (CronFormatException fault)
        {
            return fault.Message.TrimEnd('.');
        }
    }

    /// <summary>When the next comparison is due; a time that has passed is due at once.</summary>
    /// <param name="last">When the last comparison began and ended; null when there was none.</param>
    /// <param name="watchedSince">When the lane began to be watched: what was never compared has missed nothing before.</param>
    public DateTimeOffset Next((DateTimeOffset Began, DateTimeOffset Ended)? last, DateTimeOffset watchedSince) => every is { } rest
        ? last is { Ended: var ended } ? ended + rest : watchedSince + Soon
        : at!.GetNextOccurrence(last?.Began ?? watchedSince, zone) ?? DateTimeOffset.MaxValue;
}
