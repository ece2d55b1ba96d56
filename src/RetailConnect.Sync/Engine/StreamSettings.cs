namespace RetailConnect.Sync.Engine;

/// <summary>How a stream is read: the strictest wish of all syncs that want it.</summary>
/// <param name="Sync">Name of the first of these syncs.</param>
/// <param name="Every">Time between two polls.</param>
/// <param name="Overlap">How far a poll reaches back.</param>
/// <param name="PageSize">Most changes of one page.</param>
/// <param name="From">Nothing older is wanted by any of them; null wants everything.</param>
internal sealed record StreamSettings(string Sync, TimeSpan Every, TimeSpan Overlap, int PageSize, DateTimeOffset? From = null)
{
    /// <summary>Pages after which one read is taken to be endless.</summary>
    public int MostPages { get; init; } = 100_000;

    /// <summary>A start counts only when every sync has one, and then it is the earliest.</summary>
    public static StreamSettings Of(IReadOnlyList<SyncDefinition> syncs)
    {
        var starts = syncs.Select(sync => (sync.Options as OrdersOptions)?.PlacedFrom ?? (sync.Options as PayoutsOptions)?.IssuedFrom).ToList();
        return new(
            syncs[0].Name, syncs.Min(sync => sync.Options.Every), syncs.Max(sync => sync.Options.Overlap), syncs.Min(sync => sync.Options.PageSize), starts.Contains(null) ? null : starts.Min())
        {
            MostPages = syncs.Max(sync => sync.Options.MostPages),
        };
    }
}
