using RetailConnect.Connectors.TalonOne;

namespace RetailConnect;

/// <summary>Adds Talon.One connections to tenants.</summary>
public static class TalonOneTenantBuilderExtensions
{
    /// <summary>Adds a connection to one application of Talon.One.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="connection">Name of the connection, unique within the tenant.</param>
    /// <param name="configure">Sets the settings.</param>
    public static TenantBuilder AddTalonOne(this TenantBuilder tenant, string connection, Action<TalonOneOptions> configure) =>
        tenant.AddConnection<TalonOneConnector, TalonOneOptions>(connection, configure);
}
