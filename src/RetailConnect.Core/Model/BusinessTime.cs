namespace RetailConnect;

/// <summary>Turns what clocks on the wall show into moments, by one rule that also decides the nights when clocks are changed.</summary>
public static class BusinessTime
{
    private static readonly TimeSpan MostAhead = TimeSpan.FromHours(15);

    /// <summary>Returns the first moment at which clocks of a time zone show a local time or a later one.</summary>
    /// <remarks>
    /// A local time that does not exist, because clocks are put forward over it, is the moment at which they are put forward; one that exists twice, because clocks are put back, is the first of the two. A later local time is never
    /// an earlier moment, so what ends at a local time and what begins at the same one leave no gap between them and never overlap.
    /// </remarks>
    /// <param name="local">What the clocks show; its kind is not looked at.</param>
    /// <param name="zone">The time zone.</param>
    /// <returns>The moment, in UTC.</returns>
    public static DateTimeOffset ToMoment(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            return PutForward(local, zone);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        var ticks = local.Ticks - offset.Ticks;
        if (ticks < DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks)
        {
            return ticks < DateTimeOffset.MinValue.Ticks ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue;
        }

        // Where a whole day was left out, at a change of the date line, the time does not count as invalid.
        return ticks + zone.GetUtcOffset(new DateTime(ticks, DateTimeKind.Utc)).Ticks >= local.Ticks ? new(ticks, TimeSpan.Zero) : PutForward(local, zone);
    }

    /// <summary>Returns the moment at which a day begins.</summary>
    /// <param name="day">The day.</param>
    /// <param name="zone">The time zone.</param>
    public static DateTimeOffset BeginOf(DateOnly day, TimeZoneInfo zone) => ToMoment(day.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>Returns the moment at which a day is over: the first one that is not of it any more.</summary>
    /// <param name="day">The day.</param>
    /// <param name="zone">The time zone.</param>
    public static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone) => day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : BeginOf(day.AddDays(1), zone);

    /// <summary>Looks for the change of the clocks that a local time falls into.</summary>
    private static DateTimeOffset PutForward(DateTime local, TimeZoneInfo zone)
    {
        var (before, after) = (local.Ticks - MostAhead.Ticks, local.Ticks + MostAhead.Ticks);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (middle + zone.GetUtcOffset(new DateTime(middle, DateTimeKind.Utc)).Ticks >= local.Ticks)
            {
                after = middle;
            }
            else
            {
                before = middle;
            }
        }

        return new(after, TimeSpan.Zero);
    }
}
