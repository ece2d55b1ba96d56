using Refit;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Api;

internal interface ISquareApi
{
    [Get("/v2/locations")] Task<LocationList?> Locations(CancellationToken ct);

    [Post("/v2/orders/search")] Task<OrderList?> SearchOrders([Body] OrderSearch body, CancellationToken ct);

    [Post("/v2/orders/batch-retrieve")] Task<OrderList?> Orders([Body] OrderIds body, CancellationToken ct);

    [Post("/v2/customers/search")] Task<CustomerList?> SearchCustomers([Body] CustomerSearch body, CancellationToken ct);

    [Post("/v2/customers/bulk-retrieve")] Task<CustomerAnswers?> Customers([Body] CustomerIds body, CancellationToken ct);

    [Post("/v2/catalog/search")] Task<CatalogList?> SearchCatalog([Body] CatalogSearch body, CancellationToken ct);

    [Post("/v2/catalog/batch-retrieve")] Task<CatalogList?> CatalogObjects([Body] CatalogIds body, CancellationToken ct);

    [Post("/v2/catalog/batch-upsert")] Task<CatalogList?> Upsert([Body] CatalogUpsert body, CancellationToken ct);

    [Post("/v2/inventory/counts/batch-retrieve")] Task<CountList?> Counts([Body] CountSearch body, CancellationToken ct);

    [Post("/v2/inventory/changes/batch-create")] Task<CountList?> ChangeStock([Body] StockChanges body, CancellationToken ct);

    [Get("/v2/webhooks/subscriptions")] Task<SubscriptionList?> Subscriptions([AliasAs("include_disabled")] string includeDisabled, string? cursor, CancellationToken ct);

    [Post("/v2/webhooks/subscriptions")] Task<SubscriptionAnswer?> Subscribe([Body] SubscriptionBody body, CancellationToken ct);

    [Put("/v2/webhooks/subscriptions/{id}")] Task<SubscriptionAnswer?> UpdateSubscription(string id, [Body] SubscriptionBody body, CancellationToken ct);
}
