using CustomConnector.Depot.Api.Contracts;

namespace CustomConnector.Depot.Orders;

/// <summary>Order to what the warehouse picks: stocked goods only.</summary>
internal static class OrderMapper
{
    /// <exception cref="ConnectorException">The order can't be told in the Depot's terms.</exception>
    public static OrderBody Map(CanonicalId reference, Order order)
    {
        var lines = order.Lines.Where(line => line.Kind is OrderLineKind.Item).Select(LineOf).ToArray();
        return lines.Length > 0
            ? new(reference.Value, order.Status is OrderStatus.Cancelled ? "cancelled" : "open", order.Total.Shop.Currency.Code, lines)
            : throw new ConnectorException(FaultKind.Unsupported, "The order has nothing to pick.");
    }

    private static OrderLineBody LineOf(OrderLine line) => string.IsNullOrWhiteSpace(line.Sku?.Value)
        ? throw new ConnectorException(FaultKind.Rejected, "A line of stocked goods has no SKU.") { Reason = Reasons.UnknownSku }
        : new(line.Sku.Value.Value, line.Title, line.Quantity.Value, line.UnitPrice.Shop.Amount);
}
