namespace RetailConnect;

/// <summary>Settings of a payouts sync.</summary>
public sealed class PayoutsOptions : SyncOptions
{
    /// <summary>Creates settings for what comes once a day and changes for days: polled every hour instead of every minute, with two weeks of overlap instead of two minutes.</summary>
    public PayoutsOptions() => (Every, Overlap) = (TimeSpan.FromHours(1), TimeSpan.FromDays(14));

    /// <summary>Payouts issued before this time are not taken, and a first read begins there; null takes all that the provider returns. Default null.</summary>
    public DateTimeOffset? IssuedFrom { get; set; }
}
