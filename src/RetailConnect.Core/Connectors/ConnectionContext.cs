namespace RetailConnect;

/// <summary>Which connection a connector's part works for.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Name">Name of the connection, unique within the tenant.</param>
/// <param name="System">Name of the system.</param>
public sealed record ConnectionContext(TenantId Tenant, string Name, string System)
{
    /// <summary>Returns tenant and name, as they are written in messages.</summary>
    public override string ToString() => $"tenant '{Tenant}', connection '{Name}'";
}
