namespace RetailConnect.Testing;

/// <summary>Leases of tenants. The number of a lease only grows.</summary>
internal static class LeaseSteps
{
    private static readonly LeaseRow Never = new("", 0, 0, 0);

    public static LeaseSight Look(MemoryState state, TenantId tenant)
    {
        var row = state.Leases.GetValueOrDefault(tenant, Never);
        return new(row.Holder, row.Fence, row.Beat);
    }

    public static (MemoryState State, Lease? Lease) Take(MemoryState state, TenantId tenant, string host, LeaseSight seen) => Look(state, tenant) == seen
        ? (With(state, tenant, row => row with { Holder = host, Fence = row.Fence + 1, Beat = 0 }), new(tenant, seen.Fence + 1))
        : (state, null);

    public static (MemoryState State, long? Calls) Beat(MemoryState state, Lease lease) => state.Leases.GetValueOrDefault(lease.Tenant) is { Holder.Length: > 0 } held && held.Fence == lease.Fence
        ? (With(state, lease.Tenant, row => row with { Beat = row.Beat + 1 }), held.Calls)
        : (state, null);

    /// <summary>The number grows here too, so that a commit that comes late is refused.</summary>
    public static (MemoryState State, bool Released) Release(MemoryState state, Lease lease) => state.Leases.GetValueOrDefault(lease.Tenant)?.Fence == lease.Fence
        ? (With(state, lease.Tenant, row => row with { Holder = "", Fence = row.Fence + 1, Beat = 0 }), true)
        : (state, false);

    private static MemoryState With(MemoryState state, TenantId tenant, Func<LeaseRow, LeaseRow> change) => state with { Leases = state.Leases.SetItem(tenant, change(state.Leases.GetValueOrDefault(tenant, Never))) };
}
