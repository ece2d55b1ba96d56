namespace RetailConnect.Sync.Engine;

/// <summary>How a stream is read: the strictest wish of all syncs that want it.</summary>
internal sealed record StreamSettings(string Sync, TimeSpan Every, TimeSpan Overlap, int PageSize)
{
    /// <summary>Pages after which one read is taken to be endless.</summary>
    public int MostPages { get; init; } = 100_000;
}
