using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Returns;

/// <summary>Return to credit memo, in the currency of the shop's books.</summary>
internal static class ReturnMapper
{
    /// <summary>Prices are those of the order; a memo can't say so, and where its customer's are of the other kind, the other body is the right one.</summary>
    public static Draft Map(Return goods, ReturnParts parts, BusinessCentralOptions options)
    {
        var includes = parts.Order.PricesIncludeTax != false;
        return new(Body(goods, parts, options, includes), includes, Body(goods, parts, options, !includes));
    }

    /// <summary>True when the line brings stocked goods back, on sale or not.</summary>
    public static bool IsItem(ReturnLine line) => line is { Restocked: true, Sku: not null } or { Quarantined: true, Sku: not null };

    private static DocumentBody Body(Return goods, ReturnParts parts, BusinessCentralOptions options, bool includes) => new()
    {
        ExternalDocumentNumber = parts.Reference,
        CreditMemoDate = BookDate.Of(goods.ReturnedAt, options),
        CustomerId = parts.Order.CustomerId,
        CurrencyCode = parts.CurrencyCode,
        ShortcutDimension1Code = parts.Dimensions.First,
        ShortcutDimension2Code = parts.Dimensions.Second,
        InvoiceId = parts.Invoice,
        SalesCreditMemoLines = [.. Goods(goods, parts, options, includes), .. Rest(goods, parts, options, includes)],
    };

    private static IEnumerable<DocumentLine> Goods(Return goods, ReturnParts parts, BusinessCentralOptions options, bool includes)
    {
        foreach (var line in goods.Lines)
        {
            var amount = Price(line.Amount, line.Tax, includes);
            if (IsItem(line))
            {
                var price = ExactPrice.Of(amount, line.Quantity);
                yield return Lines.Item(parts.Items[line.Sku!.Value], line.Title, line.Quantity.Value, price.UnitPrice, price.Discount, line.Quarantined is true ? parts.Quarantine : parts.LocationOf(line.Location ?? goods.Location));
            }
            else if (amount.Amount != 0)
            {
                yield return Lines.Account(AccountOf(line, options), line.Title, amount.Amount);
            }
        }
    }

    private static IEnumerable<DocumentLine> Rest(Return goods, ReturnParts parts, BusinessCentralOptions options, bool includes)
    {
        if (goods.Shipping is { Shop.Amount: not 0 } shipping)
        {
            yield return Lines.Account(Lines.Needed(options.ShippingAccount, nameof(options.ShippingAccount), "shipping given back"), "Shipping", Price(shipping, goods.ShippingTax, includes).Amount);
        }

        if (goods.Adjustment is { Shop.Amount: not 0 } adjustment)
        {
            yield return Lines.Account(Custom(options, "an adjustment"), "Adjustment", Price(adjustment, goods.AdjustmentTax, includes).Amount);
        }

        // Only where the order itself has its tax on that account; else Business Central computes it.
        var added = includes || parts.Order.PricesIncludeTax != false ? 0 : goods.Lines.Select(line => line.Tax).Append(goods.ShippingTax).Append(goods.AdjustmentTax).Sum(tax => tax?.Shop.Amount ?? 0);
        if (added != 0 && goods.TaxPaidByChannel is true)
        {
            yield return Lines.Account(Lines.Needed(options.ChannelTaxAccount, nameof(options.ChannelTaxAccount), "taxes that the channel pays"), "Tax paid by the channel", added);
        }
        else if (added != 0 && !string.IsNullOrWhiteSpace(options.TaxAccount))
        {
            yield return Lines.Account(options.TaxAccount, "Tax", added);
        }
    }

    private static Money Price(MoneyPair amount, MoneyPair? tax, bool includes) => includes || tax is null ? amount.Shop : amount.Shop - tax.Value.Shop;

    private static string AccountOf(ReturnLine line, BusinessCentralOptions options) => line.Kind switch
    {
        OrderLineKind.Duty => Lines.Needed(options.DutyAccount, nameof(options.DutyAccount), "an import duty given back"),
        OrderLineKind.GiftCard => Lines.Needed(options.GiftCardAccount, nameof(options.GiftCardAccount), "a gift card given back"),
        _ => Custom(options, "a line that is not restocked"),
    };

    private static string Custom(BusinessCentralOptions options, string what) => Lines.Needed(options.CustomAccount, nameof(options.CustomAccount), what);
}
