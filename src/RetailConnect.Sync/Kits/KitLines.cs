namespace RetailConnect.Sync.Kits;

/// <summary>Takes the lines of kits apart: pure functions.</summary>
/// <remarks>Money is spread by largest remainder, in each currency for itself, so that the parts make the line to the smallest unit. The parts of line <c>L1</c> are <c>L1/1</c>, <c>L1/2</c> and so on, in the order of the composition.</remarks>
internal static class KitLines
{
    private const int PriceDigits = 5;

    /// <summary>True when the line sells goods, of which it has some.</summary>
    public static bool Sells(OrderLine line) => line is { Kind: OrderLineKind.Item, Sku: not null } && line.Quantity > Quantity.Zero;

    /// <summary>True when the line brings goods back to sellable stock.</summary>
    public static bool BringsBack(ReturnLine line) => line is { Restocked: true, Sku: not null } && line.Quantity > Quantity.Zero;

    /// <summary>Returns what a line moves: itself, or the parts of its kit.</summary>
    public static IEnumerable<(string Line, Sku Sku, Quantity Units)> Units(string line, Sku sku, Quantity units, IReadOnlyDictionary<Sku, Composition> kits) => kits.TryGetValue(sku, out var kit)
        ? kit.Parts.Select((part, index) => (PartOf(line, index), part.Sku, new Quantity(units.Value * part.Units)))
        : [(line, sku, units)];

    /// <exception cref="InvalidOperationException">A line mixes currencies.</exception>
    public static Order Open(Order order, IReadOnlyDictionary<Sku, Composition> kits) =>
        order with { Lines = [.. order.Lines.SelectMany(line => Sells(line) && kits.TryGetValue(line.Sku!.Value, out var kit) ? Open(line, kit) : [line])] };

    /// <summary>True when the line brings goods to some stock: what is on sale, or the quarantine.</summary>
    public static bool ComesIn(ReturnLine line) => line.Quarantined is true ? line.Sku is not null && line.Quantity > Quantity.Zero : BringsBack(line);

    /// <summary>What does not go back to stock is money alone, and stays one line.</summary>
    public static Return Open(Return taken, IReadOnlyDictionary<Sku, Composition> kits) =>
        taken with { Lines = [.. taken.Lines.SelectMany(line => ComesIn(line) && kits.TryGetValue(line.Sku!.Value, out var kit) ? Open(line, kit) : [line])] };

    /// <summary>Puts parts together to as many whole kits as they make, those of most parts first; what is left stays as it is.</summary>
    public static Shipment Close(Shipment sent, IEnumerable<Composition> kits)
    {
        var left = sent.Lines.Where(IsOfVariant).GroupBy(line => line.Sku!.Value).ToDictionary(same => same.Key, same => same.Sum(line => line.Quantity.Value));
        var whole = new List<ShipmentLine>();
        foreach (var kit in kits.OrderByDescending(kit => kit.Parts.Count).ThenByDescending(kit => kit.Parts.Sum(part => part.Units)).ThenBy(kit => kit.Kit.Value, StringComparer.Ordinal))
        {
            var made = kit.Parts.Min(part => decimal.Floor(left.GetValueOrDefault(part.Sku) / part.Units));
            if (made > 0)
            {
                kit.Parts.ToList().ForEach(part => left[part.Sku] -= part.Units * made);
                whole.Add(new() { Sku = kit.Kit, Quantity = made });
            }
        }

        return sent with { Lines = [.. sent.Lines.Where(line => !IsOfVariant(line)), .. whole, .. left.Where(pair => pair.Value > 0).Select(pair => new ShipmentLine { Sku = pair.Key, Quantity = pair.Value })] };
    }

    private static bool IsOfVariant(ShipmentLine line) => line is { OrderLine: null, Sku: not null } && line.Quantity > Quantity.Zero;

    private static OrderLine[] Open(OrderLine line, Composition kit)
    {
        var price = line.UnitPrice * line.Quantity.Value;
        var left = Spread(new(price.Shop.Rounded(), price.Presentment.Rounded()), kit.Weights, kit.Weights);
        var lines = left.Select((share, index) => Part(line, kit.Parts[index], index, share)).ToArray();
        foreach (var discount in line.Discounts)
        {
            var shares = Spread(discount.Amount, [.. left.Select(share => Weight(share.Shop))], [.. left.Select(share => Weight(share.Presentment))]);
            for (var i = 0; i < lines.Length; i++)
            {
                left[i] -= shares[i];
                lines[i] = shares[i] is { Shop.Amount: 0, Presentment.Amount: 0 } ? lines[i] : lines[i] with { Discounts = [.. lines[i].Discounts, new(discount.Title, shares[i])] };
            }
        }

        foreach (var tax in line.Taxes)
        {
            var shares = Spread(tax.Amount, [.. left.Select(share => Weight(share.Shop))], [.. left.Select(share => Weight(share.Presentment))]);
            for (var i = 0; i < lines.Length; i++)
            {
                lines[i] = lines[i] with { Taxes = [.. lines[i].Taxes, tax with { Amount = shares[i] }] };
            }
        }

        return lines;
    }

    private static IEnumerable<ReturnLine> Open(ReturnLine line, Composition kit)
    {
        var amounts = Spread(line.Amount, kit.Weights, kit.Weights);
        MoneyPair[] taxes = line.Tax is { } tax ? Spread(tax, [.. amounts.Select(share => Weight(share.Shop))], [.. amounts.Select(share => Weight(share.Presentment))]) : [];
        return kit.Parts.Select((part, index) => line with
        {
            Id = PartOf(line.Id.Value, index), OrderLine = line.OrderLine is { } sold ? new ExternalId(PartOf(sold.Value, index)) : default(ExternalId?),
            Sku = part.Sku, Quantity = line.Quantity.Value * part.Units, Amount = amounts[index], Tax = taxes.Length > 0 ? taxes[index] : null,
        });
    }

    private static OrderLine Part(OrderLine line, KitPart part, int index, MoneyPair amount)
    {
        Quantity units = line.Quantity.Value * part.Units;
        var (shop, presentment) = (PriceOf(amount.Shop, units), PriceOf(amount.Presentment, units));
        var above = new MoneyPair(shop.Above, presentment.Above);
        return line with
        {
            Id = PartOf(line.Id.Value, index), Sku = part.Sku, Quantity = units, UnitPrice = new(shop.Price, presentment.Price), Taxes = [],
            Discounts = above.Shop.Amount != 0 || above.Presentment.Amount != 0 ? [new("Kit", above)] : [],
        };
    }

    /// <summary>A price of one unit that gives the amount, and by how much it gives more where none does exactly.</summary>
    private static (Money Price, Money Above) PriceOf(Money amount, Quantity units)
    {
        var price = amount with { Amount = decimal.Round(amount.Amount / units.Value, PriceDigits) };
        if ((price * units.Value).Rounded() == amount)
        {
            return (price, Money.Zero(amount.Currency));
        }

        var step = 1m / (decimal)Math.Pow(10, amount.Currency.MinorDigits);
        price = amount with { Amount = Math.Ceiling(amount.Amount / units.Value / step) * step };
        while ((price * units.Value).Rounded() < amount)
        {
            price += amount with { Amount = step };
        }

        return (price, (price * units.Value).Rounded() - amount);
    }

    private static MoneyPair[] Spread(MoneyPair amount, IReadOnlyList<decimal> shop, IReadOnlyList<decimal> presentment) =>
        [.. amount.Shop.Allocate(shop).Zip(amount.Presentment.Allocate(presentment), (left, right) => new MoneyPair(left, right))];

    private static decimal Weight(Money left) => Math.Max(0, left.Amount);

    private static string PartOf(string line, int index) => $"{line}/{index + 1}";
}
