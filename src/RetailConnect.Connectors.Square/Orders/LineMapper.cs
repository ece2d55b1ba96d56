using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Orders;

/// <summary>Maps the lines of a sale.</summary>
/// <remarks>Square has spread the discounts and taxes of the whole order over the lines already.</remarks>
internal sealed class LineMapper(SquareOrder order, Amounts amounts, IReadOnlyDictionary<string, Sku> skus)
{
    private readonly Dictionary<string, SquareTax> taxes = ByUid(order.Taxes, tax => tax.Uid);
    private readonly Dictionary<string, SquareDiscount> discounts = ByUid(order.Discounts, discount => discount.Uid);

    public IEnumerable<OrderLine> Lines() => (order.LineItems ?? []).SelectMany(Line).Concat((order.ServiceCharges ?? []).Select(Charge));

    /// <summary>What a line sells; null as SKU means that nothing stocked was sold, a blank one that the variant is unknown.</summary>
    /// <exception cref="ConnectorException">The kind of line is unknown.</exception>
    public static (OrderLineKind Kind, Sku? Sku) Goods(string? itemType, string? catalogObject, IReadOnlyDictionary<string, Sku> skus) => itemType switch
    {
        null or "ITEM" => catalogObject is { Length: > 0 } id ? (OrderLineKind.Item, skus.GetValueOrDefault(id, new Sku(""))) : (OrderLineKind.Custom, default(Sku?)),
        "CUSTOM_AMOUNT" => (OrderLineKind.Custom, default(Sku?)),
        "GIFT_CARD" => (OrderLineKind.GiftCard, default(Sku?)),
        _ => throw Documents.Unknown("A line is of a kind that the connector does not know."),
    };

    /// <summary>A line, and one more for each modifier that costs something.</summary>
    private IEnumerable<OrderLine> Line(SquareLine line, int index)
    {
        var id = line.Uid ?? $"line-{index + 1}";
        var quantity = Amounts.Units(line.Quantity);
        var (kind, sku) = Goods(line.ItemType, line.CatalogObjectId, skus);
        yield return new()
        {
            Id = id, Kind = kind, Sku = sku, Title = Documents.Title(line.Name, line.VariationName), Quantity = quantity, UnitPrice = UnitPrice(line, quantity.Value),
            Discounts = Discounts(line), Taxes = Taxes(line),
        };
        foreach (var (modifier, place) in (line.Modifiers ?? []).Select((modifier, place) => (modifier, place)))
        {
            if (amounts.Optional(modifier.TotalPriceMoney) is { } price)
            {
                yield return new() { Id = $"{id}/{modifier.Uid ?? $"modifier-{place + 1}"}", Kind = OrderLineKind.Custom, Title = modifier.Name ?? "", Quantity = 1, UnitPrice = price };
            }
        }
    }

    private OrderLine Charge(SquareCharge charge, int index) => new()
    {
        Id = charge.Uid ?? $"charge-{index + 1}", Kind = OrderLineKind.Custom, Title = charge.Name ?? "Service charge", Quantity = 1, UnitPrice = amounts.Read(charge.AppliedMoney ?? charge.AmountMoney),
        Taxes = charge.TreatmentType is "APPORTIONED_TREATMENT" ? [] : [.. (charge.AppliedTaxes ?? []).Select(Tax)],
    };

    /// <summary>Square may round a line of a broken quantity the other way: then the price of one unit is what the line's total says.</summary>
    private MoneyPair UnitPrice(SquareLine line, decimal quantity)
    {
        var price = amounts.Read(line.BasePriceMoney).Shop;
        if (line.VariationTotalPriceMoney is null || quantity == 0)
        {
            return MoneyPair.Of(price);
        }

        var total = amounts.Read(line.VariationTotalPriceMoney).Shop;
        var ours = (price * quantity).Rounded();
        var unit = Money.FromMinor(1, total.Currency).Amount;
        return MoneyPair.Of(line.BasePriceMoney is null || (total != ours && Math.Abs(total.Amount - ours.Amount) <= unit) ? new Money(total.Amount / quantity, total.Currency) : price);
    }

    private List<Discount> Discounts(SquareLine line)
    {
        var applied = (line.AppliedDiscounts ?? []).Where(discount => amounts.Optional(discount.AppliedMoney) is not null)
            .Select(discount => new Discount(Named(discounts, discount.DiscountUid)?.Name ?? "Discount", amounts.Read(discount.AppliedMoney))).ToList();
        return applied.Count == 0 && amounts.Optional(line.TotalDiscountMoney) is { } total ? [new("Discount", total)] : applied;
    }

    private List<Tax> Taxes(SquareLine line)
    {
        var applied = (line.AppliedTaxes ?? []).Select(Tax).ToList();
        return applied.Count == 0 && amounts.Optional(line.TotalTaxMoney) is { } total ? [new("Tax", null, total)] : applied;
    }

    private Tax Tax(AppliedTax applied)
    {
        var tax = Named(taxes, applied.TaxUid);
        return new(tax?.Name ?? "Tax", Rate(tax?.Percentage), amounts.Read(applied.AppliedMoney));
    }

    private static decimal? Rate(string? percentage) =>
        decimal.TryParse(percentage, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var percent) ? percent / 100 : null;

    private static T? Named<T>(Dictionary<string, T> rows, string? uid)
        where T : class => uid is null ? null : rows.GetValueOrDefault(uid);

    private static Dictionary<string, T> ByUid<T>(IReadOnlyList<T>? rows, Func<T, string?> uid) =>
        (rows ?? []).Where(row => uid(row) is not null).DistinctBy(uid).ToDictionary(row => uid(row)!);
}
