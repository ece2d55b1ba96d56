namespace RetailConnect;

/// <summary>A price that holds for a while, for example during a sale.</summary>
public sealed record PlannedPrice
{
    /// <summary>First moment at which it holds; null when it has held since ever.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>First moment at which it does not hold any more; null when no end is planned.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The price. A crossed-out one of its own goes before what the sync's options say.</summary>
    public required Price Price { get; init; }

    /// <summary>A price that holds from the beginning of a day to the end of a day, by the clocks of a time zone.</summary>
    /// <param name="first">First day; null for since ever.</param>
    /// <param name="last">Last day; null for without end.</param>
    /// <param name="zone">The retailer's time zone.</param>
    /// <param name="price">The price.</param>
    public static PlannedPrice OfDays(DateOnly? first, DateOnly? last, TimeZoneInfo zone, Price price) => new()
    {
        From = first is { } from ? BusinessTime.BeginOf(from, zone) : null, Until = last is { } until ? BusinessTime.EndOf(until, zone) : null, Price = price,
    };

    /// <summary>A price that holds from one local time until just before another, by the clocks of a time zone.</summary>
    /// <param name="from">When it begins; null for since ever.</param>
    /// <param name="until">When it is over; null for without end.</param>
    /// <param name="zone">The retailer's time zone; <see cref="BusinessTime"/> decides the nights when its clocks are changed.</param>
    /// <param name="price">The price.</param>
    public static PlannedPrice OfTimes(DateTime? from, DateTime? until, TimeZoneInfo zone, Price price) => new()
    {
        From = from is { } begin ? BusinessTime.ToMoment(begin, zone) : null, Until = until is { } end ? BusinessTime.ToMoment(end, zone) : null, Price = price,
    };

    /// <summary>True when it holds at a moment.</summary>
    public bool HoldsAt(DateTimeOffset moment) => !(From > moment) && !(Until <= moment);
}
