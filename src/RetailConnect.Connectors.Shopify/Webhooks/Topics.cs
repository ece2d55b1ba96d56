using System.Collections.Frozen;

namespace RetailConnect.Connectors.Shopify.Webhooks;

/// <summary>The topics that we listen to. Stock levels are not among them: they would mostly be our own writes coming back.</summary>
internal static class Topics
{
    /// <summary>Names in subscriptions, by name in the header.</summary>
    public static readonly FrozenDictionary<string, string> Wanted = new Dictionary<string, string>
    {
        ["orders/create"] = "ORDERS_CREATE",
        ["orders/updated"] = "ORDERS_UPDATED",
        ["orders/paid"] = "ORDERS_PAID",
        ["refunds/create"] = "REFUNDS_CREATE",
        ["customers/create"] = "CUSTOMERS_CREATE",
        ["customers/update"] = "CUSTOMERS_UPDATE",
        ["products/update"] = "PRODUCTS_UPDATE",
    }.ToFrozenDictionary();
}
