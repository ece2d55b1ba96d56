using RetailConnect.Connectors.Square.Loyalty;

namespace RetailConnect;

/// <summary>Adds Square loyalty connections to tenants.</summary>
public static class SquareLoyaltyTenantBuilderExtensions
{
    /// <summary>Adds a connection to the loyalty programme of one Square seller.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="connection">Name of the connection, unique within the tenant.</param>
    /// <param name="configure">Sets the settings.</param>
    public static TenantBuilder AddSquareLoyalty(this TenantBuilder tenant, string connection, Action<SquareLoyaltyOptions> configure) =>
        tenant.AddConnection<SquareLoyaltyConnector, SquareLoyaltyOptions>(connection, configure);
}
