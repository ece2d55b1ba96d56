using RetailConnect.Connectors.Square;

namespace RetailConnect;

/// <summary>Adds Square connections.</summary>
public static class SquareTenantBuilderExtensions
{
    /// <summary>Adds a Square connection.</summary>
    public static TenantBuilder AddSquare(this TenantBuilder tenant, string connection, Action<SquareOptions> configure) =>
        tenant.AddConnection<SquareConnector, SquareOptions>(connection, configure);
}
