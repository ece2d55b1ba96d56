using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record MoneyWire(long? Amount, string? Currency);

internal sealed record LocationWire(string Id, string? Name, string? Status);

internal sealed record LocationList(IReadOnlyList<LocationWire>? Locations);

internal sealed record CatalogRequest(IReadOnlyList<string> ObjectIds);

internal sealed record CatalogSetQuery(string AttributeName, IReadOnlyList<string> AttributeValues);

internal sealed record CatalogQuery(CatalogSetQuery SetQuery);

internal sealed record CatalogSearch(IReadOnlyList<string> ObjectTypes, CatalogQuery Query, string? Cursor);

internal sealed record CatalogAnswer(IReadOnlyList<CatalogWire>? Objects, string? Cursor);

internal sealed record CatalogBatch(IReadOnlyList<CatalogWire> Objects);

internal sealed record CatalogUpsert(string IdempotencyKey, IReadOnlyList<CatalogBatch> Batches);

internal sealed record IdMapping(string ClientObjectId, string ObjectId);

internal sealed record CatalogWritten(IReadOnlyList<CatalogWire>? Objects, IReadOnlyList<IdMapping>? IdMappings);

/// <summary>A catalogue object; what we don't know is kept and sent back, so that nothing of the merchant's is lost.</summary>
internal sealed record CatalogWire
{
    public required string Type { get; init; }

    public required string Id { get; init; }

    public long? Version { get; init; }

    public bool? PresentAtAllLocations { get; init; }

    public ItemWire? ItemData { get; init; }

    public VariationWire? ItemVariationData { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; set; }
}

internal sealed record ItemWire
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public bool? IsArchived { get; init; }

    public IReadOnlyList<CatalogWire>? Variations { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; set; }
}

internal sealed record VariationWire
{
    public string? ItemId { get; init; }

    public string? Name { get; init; }

    public string? Sku { get; init; }

    public string? Upc { get; init; }

    public string? PricingType { get; init; }

    public MoneyWire? PriceMoney { get; init; }

    public bool? TrackInventory { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; set; }
}

internal sealed record CountsRequest(IReadOnlyList<string> CatalogObjectIds, IReadOnlyList<string> LocationIds, IReadOnlyList<string> States, string? Cursor);

internal sealed record CountWire(string? CatalogObjectId, string? LocationId, string? State, string? Quantity);

internal sealed record CountsAnswer(IReadOnlyList<CountWire>? Counts, string? Cursor);

internal sealed record PhysicalCount(string CatalogObjectId, string State, string LocationId, string Quantity, string OccurredAt);

internal sealed record ChangeWire(string Type, PhysicalCount PhysicalCount);

internal sealed record ChangeRequest(string IdempotencyKey, IReadOnlyList<ChangeWire> Changes, bool IgnoreUnchangedCounts);

internal sealed record TimeWindow(string StartAt);

internal sealed record DateFilter(TimeWindow UpdatedAt);

internal sealed record StateFilter(IReadOnlyList<string> States);

internal sealed record OrderFilter(StateFilter StateFilter, DateFilter? DateTimeFilter);

internal sealed record OrderSort(string SortField, string SortOrder);

internal sealed record OrderQuery(OrderFilter Filter, OrderSort Sort);

internal sealed record OrderSearch(IReadOnlyList<string> LocationIds, OrderQuery Query, int Limit, string? Cursor);

internal sealed record OrdersRequest(IReadOnlyList<string> OrderIds);

internal sealed record AppliedTax(string? TaxUid, MoneyWire? AppliedMoney);

internal sealed record TaxWire(string? Uid, string? Name, string? Type, string? Percentage);

internal sealed record LineWire(
    string? Uid, string? Name, string? VariationName, string Quantity, string? CatalogObjectId, string? ItemType, MoneyWire? BasePriceMoney, MoneyWire? VariationTotalPriceMoney, MoneyWire? GrossSalesMoney, MoneyWire? TotalDiscountMoney,
    MoneyWire? TotalMoney, IReadOnlyList<AppliedTax>? AppliedTaxes);

internal sealed record ServiceChargeWire(string? Uid, string? Name, MoneyWire? AmountMoney, MoneyWire? AppliedMoney);

internal sealed record RoundingWire(MoneyWire? AmountMoney);

internal sealed record TenderWire(string? Id, string? Type, MoneyWire? AmountMoney);

internal sealed record RefundWire(string? Id, string? Status, MoneyWire? AmountMoney);

internal sealed record ReturnLineWire(string? Uid, string? SourceLineItemUid, string? Name, string Quantity, string? CatalogObjectId, MoneyWire? TotalTaxMoney, MoneyWire? TotalMoney);

internal sealed record AmountsWire(MoneyWire? TotalMoney);

internal sealed record ReturnWire(string? Uid, string? SourceOrderId, IReadOnlyList<ReturnLineWire>? ReturnLineItems, AmountsWire? ReturnAmounts);

internal sealed record OrderWire
{
    public required string Id { get; init; }

    public string? LocationId { get; init; }

    public string? ReferenceId { get; init; }

    public string? CustomerId { get; init; }

    public string? State { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public string? UpdatedAt { get; init; }

    public IReadOnlyList<LineWire>? LineItems { get; init; }

    public IReadOnlyList<TaxWire>? Taxes { get; init; }

    public IReadOnlyList<ServiceChargeWire>? ServiceCharges { get; init; }

    public IReadOnlyList<TenderWire>? Tenders { get; init; }

    public IReadOnlyList<RefundWire>? Refunds { get; init; }

    public IReadOnlyList<ReturnWire>? Returns { get; init; }

    public RoundingWire? RoundingAdjustment { get; init; }

    public MoneyWire? TotalMoney { get; init; }

    public MoneyWire? TotalTipMoney { get; init; }
}

internal sealed record OrdersAnswer(IReadOnlyList<OrderWire>? Orders, string? Cursor);

internal sealed record CustomerFilter(TimeWindow UpdatedAt);

internal sealed record CustomerQuery(CustomerFilter Filter);

internal sealed record CustomerSearch(string? Cursor, int Limit, CustomerQuery? Query);

internal sealed record AddressWire(string? AddressLine1, string? AddressLine2, string? Locality, string? AdministrativeDistrictLevel1, string? PostalCode, string? Country);

internal sealed record CustomerWire(string Id, string? GivenName, string? FamilyName, string? EmailAddress, string? PhoneNumber, AddressWire? Address, string? UpdatedAt, long? Version);

internal sealed record CustomersAnswer(IReadOnlyList<CustomerWire>? Customers, string? Cursor);

internal sealed record CustomersRequest(IReadOnlyList<string> CustomerIds);

internal sealed record CustomerOrErrors(CustomerWire? Customer);

internal sealed record CustomersById(IReadOnlyDictionary<string, CustomerOrErrors>? Responses);

internal sealed record SubscriptionWire
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public bool? Enabled { get; init; }

    public IReadOnlyList<string>? EventTypes { get; init; }

    public string? NotificationUrl { get; init; }

    public string? ApiVersion { get; init; }

    public string? SignatureKey { get; init; }

    /// <summary>Leaves the key out.</summary>
    public override string ToString() => $"Subscription {Id}";
}

internal sealed record SubscriptionList(IReadOnlyList<SubscriptionWire>? Subscriptions);

internal sealed record SubscriptionAnswer(SubscriptionWire? Subscription);

internal sealed record SubscribeRequest(string? IdempotencyKey, SubscriptionWire Subscription);

internal sealed record TokenRequest(string ClientId, string ClientSecret, string RefreshToken, string GrantType);

internal sealed record TokenAnswer(string? AccessToken, DateTimeOffset? ExpiresAt);

internal sealed record ErrorWire(string? Category, string? Code, string? Detail, string? Field);

internal sealed record ErrorList(IReadOnlyList<ErrorWire>? Errors);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LocationList))]
[JsonSerializable(typeof(CatalogRequest))]
[JsonSerializable(typeof(CatalogSearch))]
[JsonSerializable(typeof(CatalogAnswer))]
[JsonSerializable(typeof(CatalogUpsert))]
[JsonSerializable(typeof(CatalogWritten))]
[JsonSerializable(typeof(CountsRequest))]
[JsonSerializable(typeof(CountsAnswer))]
[JsonSerializable(typeof(ChangeRequest))]
[JsonSerializable(typeof(OrderSearch))]
[JsonSerializable(typeof(OrdersRequest))]
[JsonSerializable(typeof(OrdersAnswer))]
[JsonSerializable(typeof(CustomerSearch))]
[JsonSerializable(typeof(CustomersAnswer))]
[JsonSerializable(typeof(CustomersRequest))]
[JsonSerializable(typeof(CustomersById))]
[JsonSerializable(typeof(SubscriptionList))]
[JsonSerializable(typeof(SubscriptionAnswer))]
[JsonSerializable(typeof(SubscribeRequest))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ErrorList))]
internal sealed partial class SquareJson : JsonSerializerContext;
