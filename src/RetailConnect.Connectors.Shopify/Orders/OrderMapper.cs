using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Maps orders. Discounts of the whole order stand in the lines' allocations already, so they are taken from there only.</summary>
internal static class OrderMapper
{
    public static Order Map(OrderWire wire) => new()
    {
        Id = wire.Id,
        Number = wire.Name,
        PlacedAt = wire.ProcessedAt,
        Status = wire.CancelledAt is not null ? OrderStatus.Cancelled : wire.DisplayFulfillmentStatus is "FULFILLED" && wire.DisplayFinancialStatus is "PAID" ? OrderStatus.Completed : OrderStatus.Open,
        TaxesIncluded = wire.TaxesIncluded,
        Customer = wire.Customer is { } customer ? new(customer.Id) : null,
        Location = wire.FulfillmentOrders.Nodes.Select(order => order.AssignedLocation.Location?.Id).FirstOrDefault(id => id is not null) is { } location ? new ExternalId(location) : default(ExternalId?),
        Lines = [.. wire.LineItems.Nodes.Select(Line)],
        Shipping = [.. wire.ShippingLines.Nodes.Where(line => !line.IsRemoved).Select(line => new ShippingCharge(line.Title ?? "Shipping", Wires.Pair(line.OriginalPriceSet), Wires.Taxes(line.TaxLines)))],
        Discounts = [.. wire.ShippingLines.Nodes.Where(line => !line.IsRemoved).SelectMany(line => line.DiscountAllocations).Select(allocation => new Discount("Shipping discount", Wires.Pair(allocation.AllocatedAmountSet)))],
        Tip = Some(Wires.Pair(wire.TotalTipReceivedSet)),
        Rounding = wire.TotalCashRoundingAdjustment is { } rounding ? Some(Wires.Pair(rounding.PaymentSet)) : null,
        Payments = [.. wire.Transactions.Where(transaction => transaction is { Status: "SUCCESS", Kind: "SALE" or "CAPTURE" }).Select(Wires.Payment)],
        Fulfillments = [.. wire.Fulfillments.Select(Fulfillment)],
        Total = Wires.Pair(wire.TotalPriceSet),
    };

    private static OrderLine Line(LineWire wire) => new()
    {
        Id = wire.Id,
        Kind = wire.IsGiftCard ? OrderLineKind.GiftCard : wire.Variant is null && string.IsNullOrEmpty(wire.Sku) ? OrderLineKind.Custom : OrderLineKind.Item,
        Sku = wire.IsGiftCard || (wire.Variant is null && string.IsNullOrEmpty(wire.Sku)) ? default(Sku?) : new Sku((wire.Sku ?? "").Trim()),
        Title = wire.Name ?? "",
        Quantity = wire.Quantity,
        UnitPrice = Wires.Pair(wire.OriginalUnitPriceSet),
        Discounts = [.. wire.DiscountAllocations.Select(allocation => new Discount("Discount", Wires.Pair(allocation.AllocatedAmountSet)))],
        Taxes = Wires.Taxes(wire.TaxLines),
    };

    private static Fulfillment Fulfillment(FulfillmentWire wire) => new()
    {
        Id = wire.Id, Location = wire.Location is { } location ? new ExternalId(location.Id) : default(ExternalId?), TrackingNumber = wire.TrackingInfo is [var tracking, ..] ? tracking.Number : null, Carrier = wire.TrackingInfo is [var carrier, ..] ? carrier.Company : null,
    };

    private static MoneyPair? Some(MoneyPair pair) => pair.Shop.Amount == 0 && pair.Presentment.Amount == 0 ? null : pair;
}
