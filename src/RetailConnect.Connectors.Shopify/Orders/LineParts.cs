namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Splits a line whose units come from several places, so that each place's stock moves by its own part.</summary>
internal static class LineParts
{
    /// <summary>Returns one line for each place; the first keeps the line's id and takes the units that no place names, discounts and taxes are spread to the cent.</summary>
    public static IReadOnlyList<OrderLine> Of(OrderLine line, OrderPlaces places)
    {
        var parts = Units(line, [.. places.Of(line.Id).Where(part => part.Units > 0)]);
        if (parts.Count == 0)
        {
            return [line];
        }

        if (parts.Count == 1)
        {
            return [line with { Location = Named(parts[0].Place, places) }];
        }

        decimal[] weights = [.. parts.Select(part => (decimal)part.Units)];
        var discounts = line.Discounts.Select(discount => Spread(discount.Amount, weights)).ToList();
        var taxes = line.Taxes.Select(tax => Spread(tax.Amount, weights)).ToList();
        return [.. parts.Select((part, index) => line with
        {
            Id = index == 0 ? line.Id : new ExternalId($"{line.Id}@{part.Place}"),
            Quantity = part.Units,
            Location = Named(part.Place, places),
            Discounts = [.. line.Discounts.Select((discount, place) => discount with { Amount = discounts[place][index] })],
            Taxes = [.. line.Taxes.Select((tax, place) => tax with { Amount = taxes[place][index] })],
        })];
    }

    /// <summary>What the places send, cut to what the line sells; the rest is the first one's.</summary>
    private static List<(ExternalId Place, int Units)> Units(OrderLine line, IReadOnlyList<(ExternalId Place, int Units)> named)
    {
        var left = (int)line.Quantity.Value;
        var parts = new List<(ExternalId Place, int Units)>();
        foreach (var (place, units) in named.Skip(1))
        {
            var taken = Math.Clamp(units, 0, Math.Max(0, left));
            left -= taken;
            if (taken > 0)
            {
                parts.Add((place, taken));
            }
        }

        if (named.Count > 0 && left > 0)
        {
            parts.Insert(0, (named[0].Place, left));
        }

        return parts;
    }

    private static IReadOnlyList<MoneyPair> Spread(MoneyPair amount, decimal[] weights) =>
        [.. amount.Shop.Allocate(weights).Zip(amount.Presentment.Allocate(weights), (shop, presentment) => new MoneyPair(shop, presentment))];

    private static ExternalId? Named(ExternalId place, OrderPlaces places) => place == places.Main ? default(ExternalId?) : place;
}
