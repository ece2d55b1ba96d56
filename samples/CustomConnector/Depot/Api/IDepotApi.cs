using CustomConnector.Depot.Api.Contracts;
using Refit;

namespace CustomConnector.Depot.Api;

internal interface IDepotApi
{
    [Get("/v1/items")] Task<ItemPage> Items(string? after, int limit, CancellationToken ct);

    [Get("/v1/items/by-id")] Task<ItemList> ItemsById(string ids, CancellationToken ct);

    [Post("/v1/orders")] Task<OrderAnswer> CreateOrder([Body] OrderBody body, [Header("Idempotency-Key")] string key, CancellationToken ct);

    [Get("/v1/orders/{id}")] Task<OrderAnswer> Order(string id, CancellationToken ct);

    [Put("/v1/orders/{id}")] Task<OrderAnswer> ChangeOrder(string id, [Body] OrderBody body, [Header("If-Match")] string etag, [Header("Idempotency-Key")] string key, CancellationToken ct);
}
