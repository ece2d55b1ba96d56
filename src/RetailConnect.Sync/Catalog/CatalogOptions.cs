namespace RetailConnect;

/// <summary>Settings of a catalogue sync.</summary>
public sealed class CatalogOptions : SyncOptions
{
    /// <summary>How long after a product that a target has already was written again the target is read back, to prove that the new price is live; null proves nothing. Default null.</summary>
    /// <remarks>Proofs that wait are in memory only: after a restart the next comparison finds what they would have found.</remarks>
    public TimeSpan? ProveAfter { get; set; }
}
