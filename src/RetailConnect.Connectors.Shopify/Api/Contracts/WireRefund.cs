using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record RefundedPage(Connection<RefundedOrder> Page);

internal sealed record RefundedOrder(string Id, DateTimeOffset UpdatedAt, IReadOnlyList<EntityVersion> Refunds);

internal sealed record WireRefund(
    string Id,
    DateTimeOffset ProcessedAt,
    DateTimeOffset UpdatedAt,
    MoneyBag TotalRefundedSet,
    RefundOrder Order,
    Connection<WireRefundLine> RefundLineItems,
    Connection<WireRefundShipping> RefundShippingLines,
    Connection<WireAdjustment> OrderAdjustments,
    Connection<WireTransaction> Transactions)
{
    public IReadOnlyList<WireRefundDuty>? Duties { get; init; }

    /// <summary>The agreements of its order, where that was edited; null when they were not read.</summary>
    [JsonIgnore] public IReadOnlyList<WireAgreement>? Agreements { get; init; }
}

internal sealed record RefundOrder(string Id, bool TaxesIncluded, string? Name = null, Reference? Customer = null, DateTimeOffset? CancelledAt = null, string? DisplayFulfillmentStatus = null, bool Edited = false, IReadOnlyList<WirePaidTax>? TaxLines = null);

internal sealed record WirePaidTax(bool? ChannelLiable = null);

internal sealed record WireRefundLine(
    int Quantity, string RestockType, RefundedItem LineItem, MoneyBag SubtotalSet, MoneyBag TotalTaxSet, string? Id = null, Reference? Location = null);

internal sealed record RefundedItem(string Id, bool IsGiftCard, string? Title = null, string? Sku = null, Reference? Variant = null);

internal sealed record WireRefundShipping(string Id, MoneyBag SubtotalAmountSet, MoneyBag TaxAmountSet);

internal sealed record WireRefundDuty(MoneyBag AmountSet, Reference? OriginalDuty = null);

internal sealed record WireAdjustment(string Id, MoneyBag AmountSet, MoneyBag TaxAmountSet);
