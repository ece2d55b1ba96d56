using CsCheck;

namespace RetailConnect.EndToEnd.Tests.Properties;

/// <summary>Returns of an order in up to three parts, each with what was paid for its units to the cent.</summary>
internal static class AnyReturns
{
    private const int Most = 3;

    /// <summary>For each line: in which part each unit comes back, where the last number leaves it with the customer, and whether the goods are sold again.</summary>
    public static Gen<(int[] Parts, bool Restocked)[]> Draw { get; } = Gen.Select(Gen.Int[1, Most + 1].Array[AnyOrders.MostUnits], Gen.Bool).Array[AnyOrders.MostLines];

    /// <summary>The returns of an order.</summary>
    public static IEnumerable<Return> Take(Order order, (int[] Parts, bool Restocked)[] draw, DateTimeOffset at)
    {
        var paid = Paid(order);
        for (var part = 1; part <= Most; part++)
        {
            var lines = new List<ReturnLine>();
            foreach (var ((line, amounts), (parts, restocked)) in order.Lines.Zip(paid).Zip(draw))
            {
                var units = Enumerable.Range(0, amounts.Count).Where(unit => line.Kind is OrderLineKind.Item && parts[unit] == part).ToList();
                if (units.Count > 0)
                {
                    lines.Add(new()
                    {
                        Id = $"{line.Id}/{part}", OrderLine = line.Id, Sku = line.Sku, Title = line.Title, Quantity = units.Count, Restocked = restocked,
                        Amount = Sum(order, units.Select(unit => amounts[unit].Net + amounts[unit].Tax)), Tax = order.TaxesIncluded ? null : Sum(order, units.Select(unit => amounts[unit].Tax)),
                    });
                }
            }

            if (lines.Count > 0)
            {
                yield return new()
                {
                    Id = $"{order.Id}/{part}", Order = new() { Id = order.Id }, ReturnedAt = at, Customer = order.Customer, Location = order.Location, Lines = lines,
                    Total = Sum(order, lines.Select(line => line.Amount)),
                };
            }
        }
    }

    /// <summary>What was paid for each unit of each line, its part of the order's discounts and the tax on top included, in whole smallest units that make the line.</summary>
    private static List<List<(MoneyPair Net, MoneyPair Tax)>> Paid(Order order) => [.. order.Lines.Zip(DiscountShares.Of(order).Lines).Select(pair =>
    {
        var (line, share) = pair;
        var net = OrderTotals.Net(line);
        var ratio = net.Shop.Amount == 0 ? 1 : (net.Shop.Amount - share) / net.Shop.Amount;
        var paid = new MoneyPair(net.Shop with { Amount = net.Shop.Amount - share }, (net.Presentment * ratio).Rounded());
        var tax = order.TaxesIncluded ? Sum(order, []) : Sum(order, line.Taxes.Select(one => one.Amount));
        return Units(paid, line.Quantity).Zip(Units(tax, line.Quantity)).ToList();
    })];

    private static IEnumerable<MoneyPair> Units(MoneyPair amount, Quantity units)
    {
        decimal[] weights = [.. Enumerable.Repeat(1m, (int)units.Value)];
        return amount.Shop.Allocate(weights).Zip(amount.Presentment.Allocate(weights), (shop, shown) => new MoneyPair(shop, shown));
    }

    private static MoneyPair Sum(Order order, IEnumerable<MoneyPair> amounts) => amounts.Aggregate(MoneyPair.Zero(order.Total.Shop.Currency, order.Total.Presentment.Currency), (sum, one) => sum + one);
}
