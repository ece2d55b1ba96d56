using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record GraphRequest(string Query, JsonObject Variables);

internal sealed record GraphAnswer(JsonElement? Data, JsonElement? Errors, GraphExtensions? Extensions);

internal sealed record GraphExtensions(GraphCost? Cost);

internal sealed record GraphCost(double RequestedQueryCost, double? ActualQueryCost, GraphThrottle ThrottleStatus);

internal sealed record GraphThrottle(double MaximumAvailable, double CurrentlyAvailable, double RestoreRate);

internal sealed record TokenRequest([property: JsonPropertyName("client_id")] string ClientId, [property: JsonPropertyName("client_secret")] string ClientSecret, [property: JsonPropertyName("grant_type")] string GrantType);

internal sealed record TokenAnswer([property: JsonPropertyName("access_token")] string? AccessToken, [property: JsonPropertyName("expires_in")] int? ExpiresIn);

internal sealed record Page<T>(IReadOnlyList<T> Nodes, PageEnd? PageInfo);

internal sealed record PageEnd(bool HasNextPage, string? EndCursor);

internal sealed record MoneyWire(string Amount, string CurrencyCode);

internal sealed record BagWire(MoneyWire ShopMoney, MoneyWire PresentmentMoney);

internal sealed record IdWire(string Id);

internal sealed record LocationWire(string Id, string Name, bool IsActive);

internal sealed record TaxWire(string Title, double? Rate, BagWire PriceSet);

internal sealed record AllocationWire(BagWire AllocatedAmountSet);

internal sealed record LineWire(string Id, string? Name, string? Sku, int Quantity, bool IsGiftCard, IdWire? Variant, BagWire OriginalUnitPriceSet, IReadOnlyList<AllocationWire> DiscountAllocations, IReadOnlyList<TaxWire> TaxLines);

internal sealed record ShippingWire(string? Title, BagWire OriginalPriceSet, bool IsRemoved, IReadOnlyList<AllocationWire> DiscountAllocations, IReadOnlyList<TaxWire> TaxLines);

internal sealed record TransactionWire(string Id, string Kind, string Status, string? Gateway, BagWire AmountSet);

internal sealed record AssignedWire(IdWire? Location);

internal sealed record FulfillmentOrderWire(AssignedWire AssignedLocation);

internal sealed record TrackingWire(string? Company, string? Number);

internal sealed record FulfillmentWire(string Id, IdWire? Location, IReadOnlyList<TrackingWire> TrackingInfo);

internal sealed record RoundingWire(BagWire PaymentSet);

internal sealed record OrderWire(
    string Id, string Name, DateTimeOffset ProcessedAt, string UpdatedAt, DateTimeOffset? CancelledAt, bool TaxesIncluded, string? DisplayFinancialStatus, string? DisplayFulfillmentStatus, IdWire? Customer,
    Page<LineWire> LineItems, Page<ShippingWire> ShippingLines, Page<FulfillmentOrderWire> FulfillmentOrders, IReadOnlyList<FulfillmentWire> Fulfillments, IReadOnlyList<TransactionWire> Transactions,
    BagWire TotalPriceSet, BagWire TotalTipReceivedSet, RoundingWire? TotalCashRoundingAdjustment);

internal sealed record OrderLinesWire(string Id, Page<LineWire> LineItems);

internal sealed record RefundedLineWire(string Id, string? Sku, string? Title);

internal sealed record RefundLineWire(string? Id, int Quantity, bool Restocked, IdWire? Location, RefundedLineWire LineItem, BagWire SubtotalSet, BagWire TotalTaxSet);

internal sealed record RefundShippingWire(BagWire SubtotalAmountSet);

internal sealed record AdjustmentWire(BagWire AmountSet);

internal sealed record RefundOrderWire(string Id, string Name, bool TaxesIncluded, IdWire? Customer);

internal sealed record RefundWire(
    string Id, DateTimeOffset ProcessedAt, string UpdatedAt, RefundOrderWire Order, BagWire TotalRefundedSet, Page<RefundLineWire> RefundLineItems, Page<RefundShippingWire> RefundShippingLines,
    Page<AdjustmentWire> OrderAdjustments, Page<TransactionWire> Transactions);

internal sealed record VersionWire(string Id, string UpdatedAt);

internal sealed record OrderRefundsWire(string Id, IReadOnlyList<VersionWire> Refunds);

internal sealed record EmailWire(string? EmailAddress);

internal sealed record PhoneWire(string? PhoneNumber);

internal sealed record AddressWire(string? Address1, string? Address2, string? City, string? ProvinceCode, string? Zip);

internal sealed record CustomerWire(string Id, string? FirstName, string? LastName, string UpdatedAt, EmailWire? DefaultEmailAddress, PhoneWire? DefaultPhoneNumber, AddressWire? DefaultAddress);

internal sealed record UnitCostWire(string Amount, string CurrencyCode);

internal sealed record ItemWire(string Id, UnitCostWire? UnitCost);

internal sealed record VariantWire(string Id, string? Title, string? Sku, string? Barcode, string Price, string? CompareAtPrice, ItemWire InventoryItem);

internal sealed record ProductWire(string Id, string Title, string? Description, string Status, string UpdatedAt, Page<VariantWire>? Variants);

internal sealed record QuantityWire(string Name, int Quantity);

internal sealed record LevelWire(IdWire Location, IReadOnlyList<QuantityWire> Quantities);

internal sealed record StockWire(string Id, Page<LevelWire>? InventoryLevels);

internal sealed record UserErrorWire(string? Code, IReadOnlyList<string>? Field, string Message);

internal sealed record ProductSetWire(ProductWire? Product, IReadOnlyList<UserErrorWire> UserErrors);

internal sealed record OnlyErrorsWire(IReadOnlyList<UserErrorWire> UserErrors);

internal sealed record SubscriptionWire(string Id, string Topic, string Uri);

internal sealed record ShopWire(string CurrencyCode);

/// <summary>The top of an answer: each document fills what it asked for.</summary>
internal sealed record AnswerData
{
    public Page<VersionWire>? Orders { get; init; }

    public Page<OrderRefundsWire>? OrderRefunds { get; init; }

    public IReadOnlyList<OrderWire?>? OrderNodes { get; init; }

    public IReadOnlyList<RefundWire?>? RefundNodes { get; init; }

    public IReadOnlyList<CustomerWire?>? CustomerNodes { get; init; }

    public IReadOnlyList<ProductWire?>? ProductNodes { get; init; }

    public IReadOnlyList<StockWire?>? StockNodes { get; init; }

    public OrderLinesWire? Order { get; init; }

    public Page<CustomerWire>? Customers { get; init; }

    public Page<ProductWire>? Products { get; init; }

    public Page<LocationWire>? Locations { get; init; }

    public Page<SubscriptionWire>? WebhookSubscriptions { get; init; }

    public ShopWire? Shop { get; init; }

    public ProductSetWire? ProductSet { get; init; }

    public OnlyErrorsWire? InventorySetQuantities { get; init; }

    public OnlyErrorsWire? InventoryBulkToggleActivation { get; init; }

    public OnlyErrorsWire? WebhookSubscriptionCreate { get; init; }

    public OnlyErrorsWire? WebhookSubscriptionUpdate { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(GraphRequest))]
[JsonSerializable(typeof(GraphAnswer))]
[JsonSerializable(typeof(AnswerData))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class ShopifyJson : JsonSerializerContext;
