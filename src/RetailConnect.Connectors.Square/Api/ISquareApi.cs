using Refit;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Api;

internal interface ISquareApi
{
    [Get("/v2/locations")] Task<LocationList> LocationsAsync(CancellationToken cancellationToken);

    [Post("/v2/catalog/batch-retrieve")] Task<CatalogAnswer> CatalogAsync([Body] CatalogRequest request, CancellationToken cancellationToken);

    [Post("/v2/catalog/search")] Task<CatalogAnswer> SearchCatalogAsync([Body] CatalogSearch request, CancellationToken cancellationToken);

    [Post("/v2/catalog/batch-upsert")] Task<CatalogWritten> UpsertCatalogAsync([Body] CatalogUpsert request, CancellationToken cancellationToken);

    [Post("/v2/inventory/counts/batch-retrieve")] Task<CountsAnswer> CountsAsync([Body] CountsRequest request, CancellationToken cancellationToken);

    [Post("/v2/inventory/changes/batch-create")] Task<CountsAnswer> ChangeAsync([Body] ChangeRequest request, CancellationToken cancellationToken);

    [Post("/v2/orders/search")] Task<OrdersAnswer> SearchOrdersAsync([Body] OrderSearch request, CancellationToken cancellationToken);

    [Post("/v2/orders/batch-retrieve")] Task<OrdersAnswer> OrdersAsync([Body] OrdersRequest request, CancellationToken cancellationToken);

    [Post("/v2/customers/search")] Task<CustomersAnswer> SearchCustomersAsync([Body] CustomerSearch request, CancellationToken cancellationToken);

    [Post("/v2/customers/bulk-retrieve")] Task<CustomersById> CustomersAsync([Body] CustomersRequest request, CancellationToken cancellationToken);

    [Get("/v2/webhooks/subscriptions")] Task<SubscriptionList> SubscriptionsAsync(CancellationToken cancellationToken);

    [Post("/v2/webhooks/subscriptions")] Task<SubscriptionAnswer> SubscribeAsync([Body] SubscribeRequest request, CancellationToken cancellationToken);

    [Put("/v2/webhooks/subscriptions/{id}")] Task<SubscriptionAnswer> ResubscribeAsync(string id, [Body] SubscribeRequest request, CancellationToken cancellationToken);
}

internal interface ISquareTokenApi
{
    [Post("/oauth2/token")] Task<TokenAnswer> RenewAsync([Body] TokenRequest request, CancellationToken cancellationToken);
}
