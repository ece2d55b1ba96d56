using System.Globalization;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Orders;

/// <summary>Order to sales order, in the currency of the shop's books.</summary>
internal static class OrderMapper
{
    public static DocumentBody Map(Order order, OrderParts parts, BusinessCentralOptions options) => new()
    {
        ExternalDocumentNumber = parts.Reference,
        OrderDate = BookDate.Of(order.PlacedAt, options),
        CustomerId = parts.CustomerId,
        CustomerNumber = parts.CustomerNumber,
        CurrencyCode = parts.CurrencyCode,
        ShortcutDimension1Code = parts.Dimensions.First,
        ShortcutDimension2Code = parts.Dimensions.Second,
        PricesIncludeTax = order.TaxesIncluded,
        SalesOrderLines = [.. Goods(order, parts, options), .. Charges(order, options)],
    };

    /// <summary>True when the line sells stocked goods.</summary>
    public static bool IsItem(OrderLine line) => line is { Kind: OrderLineKind.Item, Sku: not null };

    private static IEnumerable<DocumentLine> Goods(Order order, OrderParts parts, BusinessCentralOptions options)
    {
        var shares = DiscountShares.Of(order);
        foreach (var (line, share) in order.Lines.Zip(shares.Lines).Where(pair => pair.First.Quantity.Value != 0))
        {
            var discount = line.Discounts.Sum(one => one.Amount.Shop.Amount) + share;
            var (quantity, price) = (line.Quantity.Value, line.UnitPrice.Shop.Amount);
            yield return IsItem(line)
                ? Lines.Item(parts.Items[line.Sku!.Value], line.Title, quantity, price, discount, parts.LocationOf(line.Location ?? order.Location))
                : Lines.Account(AccountOf(line, options), line.Title, quantity, price, discount);
        }

        foreach (var (charge, share) in order.Shipping.Zip(shares.Shipping).Where(pair => pair.First.Amount.Shop.Amount != 0))
        {
            yield return Lines.Account(Lines.Needed(options.ShippingAccount, nameof(options.ShippingAccount), "a shipping charge"), charge.Title, 1, charge.Amount.Shop.Amount, share);
        }
    }

    private static IEnumerable<DocumentLine> Charges(Order order, BusinessCentralOptions options)
    {
        if (order.Tip is { Shop.Amount: not 0 } tip)
        {
            yield return Lines.Account(Lines.Needed(options.TipAccount, nameof(options.TipAccount), "a tip"), "Tip", tip.Shop.Amount);
        }

        if (order.Rounding is { Shop.Amount: not 0 } rounding)
        {
            yield return Lines.Account(Lines.Needed(options.RoundingAccount, nameof(options.RoundingAccount), "cash rounding"), "Rounding", rounding.Shop.Amount);
        }

        var taxes = order.Lines.SelectMany(line => line.Taxes).Concat(order.Shipping.SelectMany(charge => charge.Taxes)).ToLookup(tax => tax.PaidByChannel is true, tax => tax.Amount.Shop.Amount);
        var (ours, channels) = (order.TaxesIncluded ? 0 : taxes[false].Sum(), taxes[true].Sum());
        if (ours != 0 && !string.IsNullOrWhiteSpace(options.TaxAccount))
        {
            yield return Lines.Account(options.TaxAccount, "Tax", ours);
        }

        if (channels != 0)
        {
            yield return order.TaxesIncluded ? throw Contained(channels)
                : Lines.Account(Lines.Needed(options.ChannelTaxAccount, nameof(options.ChannelTaxAccount), "taxes that the channel pays"), "Tax paid by the channel", channels);
        }
    }

    private static string AccountOf(OrderLine line, BusinessCentralOptions options) => line.Kind switch
    {
        OrderLineKind.GiftCard => Lines.Needed(options.GiftCardAccount, nameof(options.GiftCardAccount), "a gift card"),
        OrderLineKind.Duty => Lines.Needed(options.DutyAccount, nameof(options.DutyAccount), "an import duty"),
        _ => Lines.Needed(options.CustomAccount, nameof(options.CustomAccount), "a line without SKU"),
    };

    /// <summary>Business Central would compute the tax out of the price once more, and owe it.</summary>
    private static ConnectorException Contained(decimal tax) => new(FaultKind.Rejected, $"The prices contain {tax.ToString(CultureInfo.InvariantCulture)} of tax that the sales channel pays itself.")
    {
        Reason = "channel-tax-included", Advice = "Post the order by hand, without that tax, and mark the dead letter as done.",
    };
}
