using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Returns;

/// <summary>Maps refunds; amounts contain the tax, whether the shop's prices do or not.</summary>
internal static class RefundMapper
{
    public static Return Map(RefundWire wire)
    {
        var total = Wires.Pair(wire.TotalRefundedSet);
        var lines = wire.RefundLineItems.Nodes.Select(line => Line(line, wire.Order.TaxesIncluded)).ToList();
        var shipping = wire.RefundShippingLines.Nodes.Aggregate(Zero(total), (sum, line) => sum + Wires.Pair(line.SubtotalAmountSet));
        var rest = lines.Aggregate(total - shipping, (left, line) => left - line.Amount);
        return new()
        {
            Id = wire.Id,
            Order = new() { Id = wire.Order.Id, Number = wire.Order.Name },
            ReturnedAt = wire.ProcessedAt,
            Customer = wire.Order.Customer is { } customer ? new(customer.Id) : null,
            Lines = lines,
            Shipping = Some(shipping),

            // What the clerk gave beyond the lines, or kept back: Shopify states it only as the difference to what was paid out.
            Adjustment = wire.OrderAdjustments.Nodes.Count > 0 ? Some(rest) : null,
            Refunds = [.. wire.Transactions.Nodes.Where(transaction => transaction is { Kind: "REFUND", Status: "SUCCESS" }).Select(Wires.Payment)],
            Total = total,
        };
    }

    private static ReturnLine Line(RefundLineWire wire, bool taxesIncluded)
    {
        var tax = Wires.Pair(wire.TotalTaxSet);
        var subtotal = Wires.Pair(wire.SubtotalSet);
        return new()
        {
            Id = wire.Id ?? wire.LineItem.Id, OrderLine = new ExternalId(wire.LineItem.Id), Sku = string.IsNullOrWhiteSpace(wire.LineItem.Sku) ? default(Sku?) : new Sku(wire.LineItem.Sku.Trim()), Title = wire.LineItem.Title ?? "",
            Quantity = wire.Quantity, Amount = taxesIncluded ? subtotal : subtotal + tax, Tax = tax, Restocked = wire.Restocked, Location = wire.Location is { } location ? new ExternalId(location.Id) : default(ExternalId?),
        };
    }

    private static MoneyPair Zero(MoneyPair total) => MoneyPair.Zero(total.Shop.Currency, total.Presentment.Currency);

    private static MoneyPair? Some(MoneyPair pair) => pair.Shop.Amount == 0 && pair.Presentment.Amount == 0 ? null : pair;
}
