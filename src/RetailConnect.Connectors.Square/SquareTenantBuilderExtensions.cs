using RetailConnect.Connectors.Square;

namespace RetailConnect;

/// <summary>Adds Square connections to tenants.</summary>
public static class SquareTenantBuilderExtensions
{
    /// <summary>Adds a connection to one Square seller.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="connection">Name of the connection, unique within the tenant.</param>
    /// <param name="configure">Sets the settings.</param>
    public static TenantBuilder AddSquare(this TenantBuilder tenant, string connection, Action<SquareOptions> configure) =>
        tenant.AddConnection<SquareConnector, SquareOptions>(connection, configure);
}
