using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Connectors.Square.Orders;

namespace RetailConnect.Connectors.Square.Returns;

/// <summary>Maps an order that takes goods or money back.</summary>
internal static class ReturnMapper
{
    /// <exception cref="ConnectorException">The return can't be told in canonical terms; the fault is a rejection.</exception>
    public static Return Map(SquareOrder order, IReadOnlyDictionary<string, Sku> skus, SquareOptions options)
    {
        var entries = order.Returns ?? [];
        var refunds = (order.Refunds ?? []).Where(Counts).ToList();
        var stated = order.ReturnAmounts?.TotalMoney;
        var amounts = Amounts.Of(options.MerchantCurrency, [stated, .. entries.Select(entry => entry.ReturnAmounts?.TotalMoney), .. refunds.Select(refund => refund.AmountMoney), order.TotalMoney]);
        var source = SourceOf(entries);
        var lines = entries.SelectMany(entry => entry.ReturnLineItems ?? []).Select((line, index) => Line(line, index, source is not null, amounts, skus, options.RestockReturns)).ToList();
        var given = amounts.Sum(refunds.Select(refund => refund.AmountMoney));
        var adjustment = entries.Count == 0 ? given : Extras(entries, amounts);
        var total = Total(stated, entries, amounts) ?? lines.Aggregate(adjustment, (sum, line) => sum + line.Amount);
        return new()
        {
            Id = order.Id,
            Order = new() { Id = source is null ? default(ExternalId?) : source, Number = source is null && !string.IsNullOrWhiteSpace(order.ReferenceId) ? order.ReferenceId.Trim() : null },
            ReturnedAt = Documents.MadeAt(order),
            Customer = string.IsNullOrWhiteSpace(order.CustomerId) ? null : new(order.CustomerId),
            Location = string.IsNullOrWhiteSpace(order.LocationId) ? default(ExternalId?) : order.LocationId,
            Lines = lines,
            Adjustment = adjustment == amounts.Zero ? null : adjustment,
            Refunds = [.. refunds.Select((refund, index) => Refund(order, refund, index, amounts))],
            RefundState = StateOf(order.Refunds ?? [], given, total),
            Total = total,
        };
    }

    private static RefundState? StateOf(IReadOnlyList<SquareRefund> refunds, MoneyPair given, MoneyPair total) => refunds switch
    {
        [] => null,
        _ when refunds.Any(refund => refund.Status is "PENDING") => RefundState.Pending,
        _ when refunds.Any(refund => !Counts(refund)) && (given.Shop < total.Shop || !refunds.Any(Counts)) && !IsMadeGood(refunds) => RefundState.Failed,
        _ => RefundState.Settled,
    };

    /// <summary>True when a later refund of the same amount took the place of each that failed. One of the same time is a part of its own, as of a sale that was paid with two cards.</summary>
    private static bool IsMadeGood(IReadOnlyList<SquareRefund> refunds)
    {
        var given = refunds.Where(Counts).ToList();
        return refunds.Where(refund => !Counts(refund)).All(failed => given.FirstOrDefault(other => other.AmountMoney?.Amount == failed.AmountMoney?.Amount && Times.Read(other.CreatedAt) > Times.Read(failed.CreatedAt)) is { } later && given.Remove(later));
    }

    /// <summary>The sale that the goods came from; null when Square does not know it.</summary>
    private static string? SourceOf(IReadOnlyList<SquareReturn> entries)
    {
        var sources = entries.Select(entry => string.IsNullOrWhiteSpace(entry.SourceOrderId) ? null : entry.SourceOrderId).Distinct().ToList();
        return sources.Count > 1
            ? throw new ConnectorException(FaultKind.Rejected, "The return takes goods of several sales back.") { Reason = "several-orders", Advice = "Post one credit memo for each of the sales by hand." }
            : sources.FirstOrDefault();
    }

    private static ReturnLine Line(SquareReturnLine line, int index, bool linked, Amounts amounts, IReadOnlyDictionary<string, Sku> skus, bool restock)
    {
        var (kind, sku) = LineMapper.Goods(line.ItemType, line.CatalogObjectId, skus);
        return new()
        {
            Id = line.Uid ?? $"line-{index + 1}",
            OrderLine = linked && line.SourceLineItemUid is { } uid ? uid : default(ExternalId?),
            Kind = kind is OrderLineKind.GiftCard ? kind : null,
            Sku = sku,
            Title = Documents.Title(line.Name, line.VariationName),
            Quantity = Amounts.Units(line.Quantity),
            Amount = amounts.Read(line.TotalMoney ?? line.GrossReturnMoney),
            Tax = line.TotalTaxMoney is null ? null : amounts.Read(line.TotalTaxMoney),
            Restocked = restock && kind is OrderLineKind.Item,
        };
    }

    /// <summary>Charges, tips and rounding that were given back.</summary>
    private static MoneyPair Extras(IReadOnlyList<SquareReturn> entries, Amounts amounts) => amounts.Sum(entries.SelectMany(entry =>
        (entry.ReturnServiceCharges ?? []).Select(charge => charge.TotalMoney)
            .Concat((entry.ReturnTips ?? []).Select(tip => tip.AppliedMoney))
            .Append(entry.RoundingAdjustment?.AmountMoney)));

    /// <summary>What Square says was given back in all; null when it does not say so.</summary>
    private static MoneyPair? Total(SquareMoney? stated, IReadOnlyList<SquareReturn> entries, Amounts amounts) =>
        stated is not null ? amounts.Read(stated)
            : entries.Count > 0 && entries.All(entry => entry.ReturnAmounts?.TotalMoney is not null) ? amounts.Sum(entries.Select(entry => entry.ReturnAmounts!.TotalMoney))
            : null;

    /// <summary>Money that was given back, or is on its way.</summary>
    private static bool Counts(SquareRefund refund) => refund.Status switch
    {
        null or "PENDING" or "APPROVED" or "COMPLETED" => true,
        "REJECTED" or "FAILED" => false,
        _ => throw Documents.Unknown("A refund is in a state that the connector does not know."),
    };

    private static Payment Refund(SquareOrder order, SquareRefund refund, int index, Amounts amounts)
    {
        var tender = (order.Tenders ?? []).FirstOrDefault(item => item.Id is not null && item.Id == refund.TenderId);
        return new(refund.Id ?? $"refund-{index + 1}", OrderMapper.KindOf(tender?.Type), amounts.Read(refund.AmountMoney), tender?.Type);
    }
}
