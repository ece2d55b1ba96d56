using System.Globalization;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Returns;

/// <summary>Return to credit memo, in the currency of the shop's books.</summary>
internal static class ReturnMapper
{
    public static DocumentBody Map(Return goods, ReturnParts parts, BusinessCentralOptions options) => new()
    {
        ExternalDocumentNumber = parts.Reference,
        CreditMemoDate = goods.ReturnedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CustomerId = parts.Order.CustomerId,
        CurrencyCode = parts.CurrencyCode,
        InvoiceId = parts.Invoice,
        SalesCreditMemoLines = [.. LinesOf(goods, parts, options)],
    };

    /// <summary>True when the line brings stocked goods back.</summary>
    public static bool IsItem(ReturnLine line) => line is { Restocked: true, Sku: not null };

    private static IEnumerable<DocumentLine> LinesOf(Return goods, ReturnParts parts, BusinessCentralOptions options)
    {
        var addsTax = parts.Order.PricesIncludeTax == false;
        foreach (var line in goods.Lines)
        {
            var amount = addsTax && line.Tax is { } tax ? line.Amount.Shop - tax.Shop : line.Amount.Shop;
            if (IsItem(line))
            {
                var price = ExactPrice.Of(amount, line.Quantity);
                yield return Lines.Item(parts.Items[line.Sku!.Value], line.Title, line.Quantity.Value, price.UnitPrice, price.Discount, parts.LocationOf(line.Location ?? goods.Location));
            }
            else if (amount.Amount != 0)
            {
                yield return Lines.Account(Custom("a line that is not restocked"), line.Title, amount.Amount);
            }
        }

        if (goods.Shipping is { Shop.Amount: not 0 } shipping)
        {
            yield return Lines.Account(Lines.Needed(options.ShippingAccount, nameof(options.ShippingAccount), "shipping given back"), "Shipping", shipping.Shop.Amount);
        }

        if (goods.Adjustment is { Shop.Amount: not 0 } adjustment)
        {
            yield return Lines.Account(Custom("an adjustment"), "Adjustment", adjustment.Shop.Amount);
        }

        var added = addsTax ? goods.Lines.Sum(line => line.Tax?.Shop.Amount ?? 0) : 0;
        if (added != 0 && !string.IsNullOrWhiteSpace(options.TaxAccount))
        {
            yield return Lines.Account(options.TaxAccount, "Tax", added);
        }

        string Custom(string what) => Lines.Needed(options.CustomAccount, nameof(options.CustomAccount), what);
    }
}
