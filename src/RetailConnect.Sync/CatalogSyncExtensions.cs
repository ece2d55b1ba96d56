namespace RetailConnect;

/// <summary>Composes what only a catalogue sync has.</summary>
public static class CatalogSyncExtensions
{
    /// <summary>Plans prices by a partner's schedule, made by the host's container: at its moment each planned price is written to the channels without anybody asking, and so is the price that holds when it is over.</summary>
    public static SyncBuilder<Product, CatalogOptions> UsePriceSchedule<TSchedule>(this SyncBuilder<Product, CatalogOptions> sync)
        where TSchedule : class, IPriceSchedule
    {
        sync.Options.PriceSchedule = typeof(TSchedule);
        return sync;
    }
}
