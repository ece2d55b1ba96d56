using CustomConnector.Depot;

// Builder extensions live in RetailConnect, so that a host finds them without another using.
namespace RetailConnect;

/// <summary>Adds Depot connections to tenants.</summary>
public static class DepotTenantBuilderExtensions
{
    /// <summary>Adds a connection to one warehouse account of the Depot.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="connection">Name of the connection, unique within the tenant.</param>
    /// <param name="configure">Sets the settings.</param>
    public static TenantBuilder AddDepot(this TenantBuilder tenant, string connection, Action<DepotOptions> configure) =>
        tenant.AddConnection<DepotConnector, DepotOptions>(connection, configure);
}
