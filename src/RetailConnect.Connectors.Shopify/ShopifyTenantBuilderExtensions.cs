using RetailConnect.Connectors.Shopify;

namespace RetailConnect;

/// <summary>Adds Shopify connections to tenants.</summary>
public static class ShopifyTenantBuilderExtensions
{
    /// <summary>Adds a connection to one Shopify shop.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="connection">Name of the connection, unique within the tenant.</param>
    /// <param name="configure">Sets the settings.</param>
    public static TenantBuilder AddShopify(this TenantBuilder tenant, string connection, Action<ShopifyOptions> configure) =>
        tenant.AddConnection<ShopifyConnector, ShopifyOptions>(connection, configure);
}
