using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Maps orders as they were placed and edited: refunds and fulfilments that come later do not move the result.</summary>
internal static class OrderMapper
{
    public static Change<Order>? Change(WireOrder order) => RetailConnect.Change.Upserted(order.Id, Versions.Of(order.UpdatedAt), Map(order));

    /// <summary>The total at the time of the order counts. Lines that were added later are in the lines and in the other total only, so that one is taken where it alone balances.</summary>
    public static Order Map(WireOrder order)
    {
        var rounding = Amounts.Pair(order.TotalCashRoundingAdjustment.PaymentSet);
        if (order.Agreements is { } agreements)
        {
            var edits = new OrderEdits(agreements, order.TaxesIncluded);
            return Map(order, rounding, edits.Of) with { Total = edits.Total(rounding) };
        }

        var placed = Map(order, rounding) with { Total = Amounts.Pair(order.OriginalTotalPriceSet) + rounding };
        var edited = placed with { Total = Amounts.Pair(order.TotalPriceSet) + rounding };
        return !Balances(placed) && Balances(edited) ? edited : placed;
    }

    private static Order Map(WireOrder order, MoneyPair rounding, Func<OrderLine, OrderLine?>? edit = null)
    {
        var places = OrderPlaces.Of(order);
        var tip = Amounts.Pair(order.TotalTipReceivedSet);
        return new()
        {
            Id = order.Id,
            Number = order.Name,
            PlacedAt = order.ProcessedAt,
            Status = OrderStates.Of(order),
            TaxesIncluded = order.TaxesIncluded,
            Customer = order.Customer is { } customer ? new(customer.Id) : null,
            Company = OrderFacts.CompanyOf(order),
            Channel = order.SourceName,
            Tags = OrderFacts.TagsOf(order),
            Risk = OrderFacts.RiskOf(order),
            Location = places.Main,
            Lines =
            [
                .. order.LineItems.Nodes.Select(Line).Select(line => edit is null ? line : edit(line)).OfType<OrderLine>().SelectMany(line => LineParts.Of(line, places)),
                .. order.Duties.Select(duty => Levy(duty, OrderLineKind.Duty)), .. order.Fees.Select(fee => Levy(fee, OrderLineKind.Custom)),
            ],
            Shipping = [.. order.ShippingLines.Nodes.Select(Charge)],
            Tip = Amounts.IsZero(tip) ? null : tip,
            Rounding = Amounts.IsZero(rounding) ? null : rounding,
            Fulfillments = OrderFulfillments.Of(order),
            Payments = Payments.Of(order.Transactions),
            Total = Amounts.Pair(order.OriginalTotalPriceSet),
        };
    }

    /// <summary>Amounts in several currencies on one side are for the pipeline to refuse.</summary>
    private static bool Balances(Order order)
    {
        try
        {
            return OrderTotals.Imbalance(order) is null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A discount of the charge is the charge's own: free shipping leaves the goods as they are.</summary>
    private static ShippingCharge Charge(WireShipping charge) => new(
        charge.Title, Discounts(charge.DiscountAllocations).Aggregate(Amounts.Pair(charge.OriginalPriceSet), (left, discount) => left - discount.Amount), Taxes(charge.TaxLines));

    private static OrderLine Line(WireLine line) => new()
    {
        Id = line.Id,
        Kind = Lines.KindOf(line.IsGiftCard, line.Sku, line.Variant),
        Sku = Lines.SkuOf(line.IsGiftCard, line.Sku, line.Variant),
        Title = line.Title ?? "",
        Quantity = line.Quantity,
        UnitPrice = Amounts.Pair(line.OriginalUnitPriceSet),
        Discounts = Discounts(line.DiscountAllocations),
        Taxes = Taxes(line.TaxLines),
    };

    private static OrderLine Levy(WireLevy levy, OrderLineKind kind) =>
        new() { Id = levy.Id, Kind = kind, Title = levy.Name ?? "Duty", Quantity = 1, UnitPrice = Amounts.Pair(levy.Price), Taxes = Taxes(levy.TaxLines) };

    /// <summary>Discounts on the order as a whole are already allocated onto the lines by Shopify.</summary>
    private static IReadOnlyList<Discount> Discounts(IReadOnlyList<WireDiscount> discounts) =>
        [.. discounts.Select(discount => new Discount("Discount", Amounts.Pair(discount.AllocatedAmountSet)))];

    private static IReadOnlyList<Tax> Taxes(IReadOnlyList<WireTax> taxes) => [.. taxes.Select(tax => new Tax(tax.Title, tax.Rate, Amounts.Pair(tax.PriceSet)) { PaidByChannel = tax.ChannelLiable is true ? true : null })];
}
