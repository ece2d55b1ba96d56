namespace RetailConnect;

/// <summary>One stream of changes: a canonical type in one connection of one tenant. It is read once, whatever number of syncs want it.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Connection">Name of the connection.</param>
/// <param name="Type">Canonical type.</param>
public sealed record StreamKey(TenantId Tenant, string Connection, EntityType Type)
{
    /// <summary>Returns tenant, connection and type.</summary>
    public override string ToString() => $"{Tenant}/{Connection}/{Type}";
}
