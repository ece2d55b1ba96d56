namespace RetailConnect.Sandbox.Shopify;

/// <summary>Notes agreements.</summary>
internal sealed class ShopAgreements(ShopState state, ShopifySettings settings)
{
    /// <summary>The order as it was placed.</summary>
    public void Placed(OrderRow order, DateTimeOffset now)
    {
        var sales = order.Lines.Select(line => Sold(line)).ToList();
        if (order.Shipping.Shop != 0)
        {
            sales.Add(new(state.NewId("Sale"), "ShippingLineSale", "ORDER", "SHIPPING", null, 1, order.Shipping - order.ShippingDiscount, order.ShippingDiscount, new(0, 0)));
        }

        if (order.Tip.Shop != 0)
        {
            sales.Add(new(state.NewId("Sale"), "TipSale", "ORDER", "TIP", null, 1, order.Tip, new(0, 0), new(0, 0)));
        }

        if (order.Duty.Shop != 0)
        {
            sales.Add(new(state.NewId("Sale"), "DutySale", "ORDER", "DUTY", null, 1, order.Duty, new(0, 0), new(0, 0)));
        }

        if (order.Fee.Shop != 0)
        {
            sales.Add(new(state.NewId("Sale"), "AdditionalFeeSale", "ORDER", "ADDITIONAL_FEE", null, 1, order.Fee, new(0, 0), new(0, 0)));
        }

        Add(order, "OrderAgreement", "ORDER", sales, now);
    }

    /// <summary>What an edit added and removed.</summary>
    public void Edited(OrderRow order, IEnumerable<OrderLineRow> added, IEnumerable<(OrderLineRow Line, int Units, Bag Net, Bag Tax)> removed, DateTimeOffset now) =>
        Add(order, "OrderEditAgreement", "ORDER_EDIT", [.. added.Select(Sold), .. removed.Select(part => Back(part.Line, part.Units, part.Net, part.Tax))], now);

    /// <summary>What a refund took back.</summary>
    public void Refunded(RefundRow refund) =>
        Add(refund.Order, "RefundAgreement", "REFUND", [.. refund.Lines.Select(line => Back(line.Line, line.Units, line.Subtotal, line.Tax))], refund.At, refund);

    private SaleRow Sold(OrderLineRow line) => new(state.NewId("Sale"), "ProductSale", "ORDER", "PRODUCT", line, line.Units, line.Net + Added(line.Tax), line.Discounts, line.Tax);

    private SaleRow Back(OrderLineRow line, int units, Bag net, Bag tax)
    {
        var discount = new Bag((line.UnitPrice.Shop * units) - net.Shop, (line.UnitPrice.Presentment * units) - net.Presentment);
        var zero = new Bag(0, 0);
        return new(state.NewId("Sale"), "ProductSale", "RETURN", "PRODUCT", line, -units, zero - (net + Added(tax)), zero - discount, zero - tax);
    }

    private void Add(OrderRow order, string type, string reason, IReadOnlyList<SaleRow> sales, DateTimeOffset now, RefundRow? refund = null) => order.Agreements.Add(new(state.NewId("SalesAgreement"), type, reason, now, sales, refund));

    private Bag Added(Bag tax) => settings.TaxesIncluded ? new(0, 0) : tax;
}
