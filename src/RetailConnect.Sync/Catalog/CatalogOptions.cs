namespace RetailConnect;

/// <summary>Settings of a catalogue sync.</summary>
public sealed class CatalogOptions : SyncOptions
{
    /// <summary>How long after a product that a target has already was written again the target is read back, to prove that the new price is live; null proves nothing. Default null.</summary>
    /// <remarks>Proofs that wait are in memory only: after a restart the next comparison finds what they would have found.</remarks>
    public TimeSpan? ProveAfter { get; set; }

    /// <summary>The partner's <see cref="IPriceSchedule"/>, made by the host's container: planned prices, beside those that the source itself may give. Null for none. Default null.</summary>
    /// <remarks>With a schedule the crossed-out price is the sync's too: where it knows of none, a target gives up what it shows.</remarks>
    public Type? PriceSchedule { get; set; }

    /// <summary>Shows the usual price crossed out beside a planned one that is lower and names no crossed-out price itself. Default false.</summary>
    public bool CrossOutUsual { get; set; }
}
