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

    [Delete("/v2/customers/{id}")] Task DeleteCustomer(string id, CancellationToken ct);

    [Post("/v2/customers/bulk-create")] Task<CustomerAnswers?> CreateCustomers([Body] CustomerBodies body, CancellationToken ct);

    [Post("/v2/customers/bulk-update")] Task<CustomerAnswers?> UpdateCustomers([Body] CustomerBodies body, CancellationToken ct);

    [Post("/v2/catalog/search")] Task<CatalogList?> SearchCatalog([Body] CatalogSearch body, CancellationToken ct);

    [Post("/v2/catalog/batch-retrieve")] Task<CatalogList?> CatalogObjects([Body] CatalogIds body, CancellationToken ct);

    [Post("/v2/catalog/batch-upsert")] Task<CatalogList?> Upsert([Body] CatalogUpsert body, CancellationToken ct);

    /// <summary>The boundary is a text that no picture has in it; <see cref="ImageForm"/> makes sure.</summary>
    [Multipart(ImageForm.Boundary), Post("/v2/catalog/images")] Task<ImageAnswer?> CreateImage([AliasAs("request")] NewImage request, [AliasAs("image_file")] ByteArrayPart file, CancellationToken ct);

    [Post("/v2/inventory/counts/batch-retrieve")] Task<CountList?> Counts([Body] CountSearch body, CancellationToken ct);

    [Post("/v2/inventory/changes/batch-create")] Task<CountList?> ChangeStock([Body] StockChanges body, CancellationToken ct);

    [Get("/v2/payouts")] Task<PayoutList?> Payouts([AliasAs("location_id")] string locationId, [AliasAs("begin_time")] string beginTime, [AliasAs("sort_order")] string sortOrder, string? cursor, int limit, CancellationToken ct);

    [Get("/v2/payouts/{id}/payout-entries")] Task<PayoutEntryList?> PayoutEntries(string id, [AliasAs("sort_order")] string sortOrder, string? cursor, int limit, CancellationToken ct);

    [Get("/v2/webhooks/subscriptions")] Task<SubscriptionList?> Subscriptions([AliasAs("include_disabled")] string includeDisabled, string? cursor, CancellationToken ct);

    [Post("/v2/webhooks/subscriptions")] Task<SubscriptionAnswer?> Subscribe([Body] SubscriptionBody body, CancellationToken ct);

    [Get("/v2/webhooks/subscriptions/{id}")] Task<SubscriptionAnswer?> Subscription(string id, CancellationToken ct);

    [Put("/v2/webhooks/subscriptions/{id}")] Task<SubscriptionAnswer?> UpdateSubscription(string id, [Body] SubscriptionBody body, CancellationToken ct);

    [Get("/v2/loyalty/programs/{id}")] Task<ProgramAnswer?> LoyaltyProgram(string id, CancellationToken ct);

    [Post("/v2/loyalty/programs/{id}/calculate")] Task<PointsAnswer?> CalculatePoints(string id, [Body] PointsQuestion body, CancellationToken ct);

    [Post("/v2/loyalty/accounts/search")] Task<LoyaltyAccountList?> SearchLoyaltyAccounts([Body] LoyaltyAccountSearch body, CancellationToken ct);

    [Post("/v2/loyalty/accounts")] Task<LoyaltyAccountAnswer?> CreateLoyaltyAccount([Body] NewLoyaltyAccount body, CancellationToken ct);

    [Get("/v2/loyalty/accounts/{id}")] Task<LoyaltyAccountAnswer?> LoyaltyAccount(string id, CancellationToken ct);

    [Post("/v2/loyalty/accounts/{id}/accumulate")] Task<LoyaltyEventAnswer?> AccumulatePoints(string id, [Body] Accumulation body, CancellationToken ct);

    [Post("/v2/loyalty/accounts/{id}/adjust")] Task<LoyaltyEventAnswer?> AdjustPoints(string id, [Body] Adjustment body, CancellationToken ct);

    [Post("/v2/loyalty/events/search")] Task<LoyaltyEventList?> SearchLoyaltyEvents([Body] LoyaltyEventSearch body, CancellationToken ct);
}
