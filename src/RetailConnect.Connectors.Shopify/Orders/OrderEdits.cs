using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>What an edited order sells by now: what was ordered, less what edits took off. What refunds and returns brought back is a return of its own.</summary>
internal sealed class OrderEdits
{
    private readonly List<WireSale> counted;
    private readonly bool taxesIncluded;

    /// <exception cref="ConnectorException">An agreement or sale is of a kind that the connector does not know.</exception>
    public OrderEdits(IReadOnlyList<WireAgreement> agreements, bool taxesIncluded)
    {
        this.taxesIncluded = taxesIncluded;
        counted = [.. agreements.SelectMany(agreement => agreement.Sales.Nodes.Where(sale => Counts(agreement.Reason, sale)))];
    }

    /// <summary>The total that was agreed on in the end.</summary>
    public MoneyPair Total(MoneyPair zero) => counted.Aggregate(zero, (sum, sale) => sum + Signed(sale, sale.TotalAmount));

    /// <summary>The line as it is by now; null when an edit took it off as a whole.</summary>
    public OrderLine? Of(OrderLine line)
    {
        var sales = counted.Where(sale => sale.LineItem?.Id == line.Id.Value).ToList();
        var zero = line.UnitPrice * 0;
        var units = sales.Sum(Units);
        if (units == 0)
        {
            return null;
        }

        var tax = sales.Aggregate(zero, (sum, sale) => sum + Signed(sale, sale.TotalTaxAmount));
        var gross = sales.Aggregate(zero, (sum, sale) => sum + Signed(sale, sale.TotalAmount));
        var net = taxesIncluded ? gross : gross - tax;
        var (price, off) = (line.UnitPrice, (line.UnitPrice * units) - net);
        if (off.Shop.Amount < 0 || off.Presentment.Amount < 0)
        {
            // The price was raised; where it does not divide, the order does not balance, and a person sees it.
            (price, off) = (Each(net, units), zero);
        }

        return line with { Quantity = units, UnitPrice = price, Discounts = Amounts.IsZero(off) ? [] : [new Discount("Discount", off)], Taxes = Taxes(sales, zero) };
    }

    private static MoneyPair Each(MoneyPair net, int units) => new((net.Shop with { Amount = net.Shop.Amount / units }).Rounded(), (net.Presentment with { Amount = net.Presentment.Amount / units }).Rounded());

    private static IReadOnlyList<Tax> Taxes(IEnumerable<WireSale> sales, MoneyPair zero) =>
        [.. sales.SelectMany(sale => sale.Taxes.Select(tax => (Sale: sale, Tax: tax))).GroupBy(part => (part.Tax.TaxLine.Title, part.Tax.TaxLine.Rate, part.Tax.TaxLine.ChannelLiable)).Select(group => new Tax(group.Key.Title, group.Key.Rate, group.Aggregate(zero, (sum, part) => sum + Signed(part.Sale, part.Tax.Amount))) { PaidByChannel = group.Key.ChannelLiable is true ? true : null })];

    /// <summary>What goes back is less, whatever sign it is written with.</summary>
    private static MoneyPair Signed(WireSale sale, MoneyBag amount)
    {
        var pair = Amounts.Pair(amount);
        return sale.ActionType is "RETURN" && pair.Shop.Amount > 0 ? (pair * 0) - pair : pair;
    }

    /// <summary>An update moves amounts only.</summary>
    private static int Units(WireSale sale) => sale.ActionType switch
    {
        "ORDER" => Math.Abs(sale.Quantity ?? 0),
        "RETURN" => -Math.Abs(sale.Quantity ?? 0),
        _ => 0,
    };

    /// <summary>Of refunds and returns only goods that were given in exchange are sold; what is adjusted there is the refund's.</summary>
    private static bool Counts(string agreement, WireSale sale) => (agreement, sale.ActionType) switch
    {
        ("ORDER" or "ORDER_EDIT", "ORDER" or "UPDATE" or "RETURN") => true,
        ("REFUND" or "RETURN", "ORDER") => sale.LineItem is not null,
        ("REFUND" or "RETURN", "UPDATE" or "RETURN") => false,
        _ => throw new ConnectorException(FaultKind.Rejected, $"'{PlainText.Of(sale.ActionType)}' in '{PlainText.Of(agreement)}' is no part of an agreement that the connector knows.") { Reason = Reasons.UnknownValue },
    };
}
