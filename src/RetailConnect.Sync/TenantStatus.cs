namespace RetailConnect;

/// <summary>How a tenant stands.</summary>
/// <param name="Ready">True when the tenant's connections are open, its locations linked and its syncs running.</param>
/// <param name="Lanes">Conservation figures, one row for each lane.</param>
/// <param name="Hints">Hints that wait for their read.</param>
public sealed record TenantStatus(bool Ready, IReadOnlyList<Tally> Lanes, long Hints)
{
    /// <summary>Everything that waits: envelopes and hints.</summary>
    public long Waiting => Hints + Lanes.Sum(lane => lane.Pending);

    /// <summary>True when every accepted envelope is accounted for.</summary>
    public bool Balanced => Lanes.All(lane => lane.Imbalance == 0);
}
