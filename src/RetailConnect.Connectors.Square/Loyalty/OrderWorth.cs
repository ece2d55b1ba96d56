namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>What was paid for the goods of an order, in the shop's currency: after all discounts, without shipping, tips and what is no stocked goods.</summary>
/// <param name="WithTax">In smallest units, all taxes contained.</param>
/// <param name="WithoutTax">In smallest units, without taxes.</param>
/// <param name="Currency">Currency.</param>
internal sealed record OrderWorth(long WithTax, long WithoutTax, string Currency)
{
    /// <exception cref="ConnectorException">A line or an amount makes no sense.</exception>
    public static OrderWorth Of(Order order)
    {
        var (net, tax) = (0m, 0m);
        foreach (var (line, share) in order.Lines.Zip(DiscountShares.Of(order).Lines).Where(pair => pair.First is { Kind: OrderLineKind.Item, Sku: not null }))
        {
            CheckSku(line.Sku!.Value);
            net += OrderTotals.Net(line).Shop.Amount - share;
            tax += line.Taxes.Sum(part => part.Amount.Shop.Amount);
        }

        var currency = order.Total.Shop.Currency;
        return order.TaxesIncluded
            ? new(Units(new(net, currency)), Units(new(net - tax, currency)), currency.ToString())
            : new(Units(new(net + tax, currency)), Units(new(net, currency)), currency.ToString());
    }

    /// <exception cref="ConnectorException">The SKU is blank.</exception>
    public static void CheckSku(Sku sku)
    {
        if (string.IsNullOrWhiteSpace(sku.Value))
        {
            throw new ConnectorException(FaultKind.Rejected, "A line of stocked goods has no SKU.") { Reason = Reasons.UnknownSku };
        }
    }

    /// <summary>An amount in smallest units.</summary>
    /// <exception cref="ConnectorException">The amount is beyond reason.</exception>
    public static long Units(Money money)
    {
        try
        {
            return money.Rounded().ToMinor();
        }
        catch (OverflowException exception)
        {
            throw new ConnectorException(FaultKind.Rejected, "An amount is too large.", exception) { Reason = Reasons.InvalidQuantity };
        }
    }
}
