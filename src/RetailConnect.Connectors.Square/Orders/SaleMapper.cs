using System.Globalization;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Orders;

/// <summary>Maps sales. Discounts of the whole order stand in the lines' totals already, so they are taken from there only.</summary>
internal static class SaleMapper
{
    public static Order Map(OrderWire wire, IReadOnlyDictionary<string, Sku> skus)
    {
        var total = Wires.Pair(wire.TotalMoney);
        var currency = total.Shop.Currency.Code;
        var included = (wire.Taxes ?? []).Count == 0 || wire.Taxes!.Any(tax => tax.Type is "INCLUSIVE");
        if (included && (wire.Taxes ?? []).Any(tax => tax.Type is "ADDITIVE"))
        {
            throw new ConnectorException(FaultKind.Rejected, "The sale mixes included and added taxes.") { Reason = "mixed-taxes", Advice = "Give all taxes of the location the same inclusion type, then post the sale by hand." };
        }

        return new()
        {
            Id = wire.Id,
            PlacedAt = wire.CreatedAt ?? throw new ConnectorException(FaultKind.Rejected, "The sale has no time.") { Reason = Reasons.UnknownValue },
            Status = wire.State is "CANCELED" ? OrderStatus.Cancelled : OrderStatus.Completed,
            TaxesIncluded = included,
            Customer = wire.CustomerId is { Length: > 0 } customer ? new(customer) : null,
            Location = wire.LocationId is { Length: > 0 } location ? new ExternalId(location) : default(ExternalId?),
            Lines = [.. (wire.LineItems ?? []).Select((line, index) => Line(line, index, wire.Taxes ?? [], skus, currency))],
            Shipping = [.. (wire.ServiceCharges ?? []).Select(charge => new ShippingCharge(charge.Name ?? "Service charge", Wires.Pair(charge.AppliedMoney ?? charge.AmountMoney, currency), []))],
            Tip = Some(Wires.Pair(wire.TotalTipMoney, currency)),
            Rounding = Some(Wires.Pair(wire.RoundingAdjustment?.AmountMoney, currency)),
            Payments = [.. (wire.Tenders ?? []).Select(tender => new Payment(tender.Id ?? "", KindOf(tender.Type), Wires.Pair(tender.AmountMoney, currency), tender.Type))],
            Total = total,
        };
    }

    private static OrderLine Line(LineWire wire, int index, IReadOnlyList<TaxWire> taxes, IReadOnlyDictionary<string, Sku> skus, string currency)
    {
        var quantity = Wires.Quantity(wire.Quantity);
        var discount = Wires.Pair(wire.TotalDiscountMoney, currency);
        var gift = wire.ItemType is "GIFT_CARD";
        var stocked = !gift && wire.CatalogObjectId is not null;
        return new()
        {
            Id = wire.Uid ?? index.ToString(CultureInfo.InvariantCulture),
            Kind = gift ? OrderLineKind.GiftCard : stocked ? OrderLineKind.Item : OrderLineKind.Custom,
            Sku = stocked ? skus.GetValueOrDefault(wire.CatalogObjectId!, new Sku("")) : default(Sku?),
            Title = wire.VariationName is { Length: > 0 } variation ? $"{wire.Name} - {variation}" : wire.Name ?? "",
            Quantity = quantity,

            // The gross amount counts modifiers in; where it says more than the base price, the difference belongs to the unit.
            UnitPrice = UnitPrice(wire, quantity, currency),
            Discounts = discount.Shop.Amount == 0 ? [] : [new Discount("Discount", discount)],
            Taxes = [.. (wire.AppliedTaxes ?? []).Select(applied => Tax(applied, taxes, currency))],
        };
    }

    private static MoneyPair UnitPrice(LineWire wire, Quantity quantity, string currency)
    {
        var gross = Wires.Money(wire.GrossSalesMoney ?? wire.VariationTotalPriceMoney, currency);
        var unit = Wires.Money(wire.BasePriceMoney, currency);
        return (unit * quantity.Value).Rounded() == gross || quantity.Value == 0 ? MoneyPair.Of(unit) : MoneyPair.Of(gross with { Amount = gross.Amount / quantity.Value });
    }

    private static Tax Tax(AppliedTax applied, IReadOnlyList<TaxWire> taxes, string currency)
    {
        var tax = taxes.FirstOrDefault(found => found.Uid == applied.TaxUid);
        return new(tax?.Name ?? "Tax", decimal.TryParse(tax?.Percentage, NumberStyles.Number, CultureInfo.InvariantCulture, out var percent) ? percent / 100 : null, Wires.Pair(applied.AppliedMoney, currency));
    }

    private static PaymentKind KindOf(string? type) => type switch { "CARD" => PaymentKind.Card, "CASH" => PaymentKind.Cash, "SQUARE_GIFT_CARD" => PaymentKind.GiftCard, _ => PaymentKind.Other };

    private static MoneyPair? Some(MoneyPair pair) => pair.Shop.Amount == 0 ? null : pair;
}
