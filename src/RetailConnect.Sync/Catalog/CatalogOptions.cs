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

    /// <summary>How a product that was never written to a target is recognised among those that are there already; one that could be several is a dead letter. Default <see cref="ProductMatching.Sku"/>.</summary>
    public ProductMatching MatchBy { get; set; } = ProductMatching.Sku;

    /// <summary>What becomes of a product whose item the source blocks. Default <see cref="WhenGone.Archive"/>.</summary>
    public WhenGone WhenBlocked { get; set; } = WhenGone.Archive;

    /// <summary>Largest share of the products of a batch whose prices may change by more than <see cref="RepricedBy"/> before the batch is parked for a person; applies where 20 products and more can be compared. 1 switches it off. Default 0.5.</summary>
    public double MostRepriced { get; set; } = 0.5;

    /// <summary>From which part of the price that a target shows a change counts as large, up or down: 0.8 stands for 80 %. Default 0.8.</summary>
    public decimal RepricedBy { get; set; } = 0.8m;
}
