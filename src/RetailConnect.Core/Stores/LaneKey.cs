namespace RetailConnect;

/// <summary>One queue of envelopes: a sync's way to one target.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Sync">Name of the sync.</param>
/// <param name="Target">Name of the written connection.</param>
public sealed record LaneKey(TenantId Tenant, string Sync, string Target)
{
    /// <summary>Returns tenant, sync and target.</summary>
    public override string ToString() => $"{Tenant}/{Sync}/{Target}";
}
