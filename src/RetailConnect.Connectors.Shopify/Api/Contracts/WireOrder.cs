using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record WireOrder(
    string Id,
    DateTimeOffset ProcessedAt,
    DateTimeOffset UpdatedAt,
    bool TaxesIncluded,
    MoneyBag OriginalTotalPriceSet,
    MoneyBag TotalPriceSet,
    MoneyBag TotalTipReceivedSet,
    RoundingAdjustment TotalCashRoundingAdjustment,
    Connection<WireShipping> ShippingLines,
    IReadOnlyList<WireTransaction> Transactions,
    Connection<WirePlace> FulfillmentOrders,
    IReadOnlyList<WireShipment> Fulfillments,
    Connection<WireLine> LineItems)
{
    public string? Name { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    public string? DisplayFinancialStatus { get; init; }

    public string? DisplayFulfillmentStatus { get; init; }

    public Reference? Customer { get; init; }

    public string? SourceName { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public WirePurchaser? PurchasingEntity { get; init; }

    public WireRisk? Risk { get; init; }

    /// <summary>True when the prices of the lines contain the duties.</summary>
    public bool DutiesIncluded { get; init; }

    public ShopAmount? OriginalTotalDutiesSet { get; init; }

    public ShopAmount? OriginalTotalAdditionalFeesSet { get; init; }

    /// <summary>Duties that the total contains and no line's price does.</summary>
    [JsonIgnore] public IReadOnlyList<WireLevy> Duties { get; init; } = [];

    [JsonIgnore] public IReadOnlyList<WireLevy> Fees { get; init; } = [];

    /// <summary>True when units, lines or prices changed after the order was placed.</summary>
    public bool Edited { get; init; }

    /// <summary>What was agreed on, edits included; null when it was not read.</summary>
    [JsonIgnore] public IReadOnlyList<WireAgreement>? Agreements { get; init; }
}

internal sealed record RoundingAdjustment(MoneyBag PaymentSet);

internal sealed record WireLine(
    string Id,
    int Quantity,
    bool IsGiftCard,
    MoneyBag OriginalUnitPriceSet,
    IReadOnlyList<WireDiscount> DiscountAllocations,
    IReadOnlyList<WireTax> TaxLines,
    string? Title = null,
    string? Sku = null,
    Reference? Variant = null);

internal sealed record WireShipping(string Title, MoneyBag OriginalPriceSet, IReadOnlyList<WireDiscount> DiscountAllocations, IReadOnlyList<WireTax> TaxLines);

/// <summary>A fulfilment order: what is to be sent from one place.</summary>
internal sealed record WirePlace(string Id, string Status, AssignedLocation AssignedLocation, Connection<PlaceLine>? LineItems = null);

internal sealed record AssignedLocation(Reference? Location = null);

internal sealed record PlaceLine(Reference LineItem, int TotalQuantity);

internal sealed record WireShipment(string Id, string Status, IReadOnlyList<WireTracking> TrackingInfo, Connection<ShippedLine> FulfillmentLineItems, Reference? Location = null);

internal sealed record WireTracking(string? Company = null, string? Number = null);

internal sealed record ShippedLine(Reference LineItem, int? Quantity = null);
