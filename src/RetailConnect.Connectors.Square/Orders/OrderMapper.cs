using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Orders;

/// <summary>Maps a sale as it was rung up: later returns, refunds and fulfilments don't change it.</summary>
internal static class OrderMapper
{
    /// <exception cref="ConnectorException">The sale can't be told in canonical terms; the fault is a rejection.</exception>
    public static Order Map(SquareOrder order, IReadOnlyDictionary<string, Sku> skus, string? currency)
    {
        if (order.TotalMoney is null)
        {
            throw Documents.Unknown("The sale has no total.");
        }

        var amounts = Amounts.Of(currency, order.TotalMoney);
        return new()
        {
            Id = order.Id,
            PlacedAt = Documents.MadeAt(order),
            Status = StatusOf(order.State),
            TaxesIncluded = TaxesIncluded(order, amounts),
            Customer = string.IsNullOrWhiteSpace(order.CustomerId) ? null : new(order.CustomerId),
            Location = string.IsNullOrWhiteSpace(order.LocationId) ? default(ExternalId?) : order.LocationId,
            Lines = [.. new LineMapper(order, amounts, skus).Lines()],
            Tip = amounts.Optional(order.TotalTipMoney),
            Rounding = amounts.Optional(order.RoundingAdjustment?.AmountMoney),
            Payments = [.. (order.Tenders ?? []).Select((tender, index) => Payment(tender, index, amounts))],
            Total = amounts.Read(order.TotalMoney),
        };
    }

    /// <summary>How a tender paid; a kind that is not known is told by its text.</summary>
    public static PaymentKind KindOf(string? tender) => tender switch
    {
        "CASH" => PaymentKind.Cash,
        "CARD" or "THIRD_PARTY_CARD" => PaymentKind.Card,
        "SQUARE_GIFT_CARD" => PaymentKind.GiftCard,
        _ => PaymentKind.Other,
    };

    private static Payment Payment(Tender tender, int index, Amounts amounts) =>
        new(tender.PaymentId ?? tender.Id ?? $"tender-{index + 1}", KindOf(tender.Type), amounts.Read(tender.AmountMoney), tender.Type);

    private static OrderStatus StatusOf(string? state) => state switch
    {
        "COMPLETED" => OrderStatus.Completed,
        "CANCELED" => OrderStatus.Cancelled,
        _ => throw Documents.Unknown("The sale is in a state that the connector does not know."),
    };

    /// <summary>True unless taxes were added: a sale without tax has prices that contain all there is to pay.</summary>
    private static bool TaxesIncluded(SquareOrder order, Amounts amounts)
    {
        var applied = (order.LineItems ?? []).SelectMany(line => line.AppliedTaxes ?? []).Concat((order.ServiceCharges ?? []).SelectMany(charge => charge.AppliedTaxes ?? []))
            .Where(tax => amounts.Optional(tax.AppliedMoney) is not null).Select(tax => tax.TaxUid).ToHashSet();
        var types = (order.Taxes ?? []).Where(tax => applied.Contains(tax.Uid)).Select(tax => tax.Type).ToHashSet();
        if (types.Any(type => type is not ("INCLUSIVE" or "ADDITIVE")))
        {
            throw Documents.Unknown("A tax is of a type that the connector does not know.");
        }

        return types.Count > 1
            ? throw new ConnectorException(FaultKind.Rejected, "Some taxes of the sale are contained in its prices and others are added.") { Reason = "mixed-taxes", Advice = "Post the sale by hand, or give the catalogue's taxes one type." }
            : !types.Contains("ADDITIVE");
    }
}
