using RetailConnect.Connectors.Shopify;

namespace RetailConnect;

/// <summary>Adds Shopify connections.</summary>
public static class ShopifyTenantBuilderExtensions
{
    /// <summary>Adds a Shopify connection.</summary>
    public static TenantBuilder AddShopify(this TenantBuilder tenant, string connection, Action<ShopifyOptions> configure) =>
        tenant.AddConnection<ShopifyConnector, ShopifyOptions>(connection, configure);
}
