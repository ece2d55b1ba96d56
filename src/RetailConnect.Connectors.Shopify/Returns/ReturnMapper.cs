using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Orders;

namespace RetailConnect.Connectors.Shopify.Returns;

/// <summary>Maps refunds.</summary>
internal static class ReturnMapper
{
    /// <summary>Maps a refund; null while its money is on its way.</summary>
    public static Change<Return>? Change(WireRefund refund) => refund.Transactions.Nodes.Any(IsUnderway)
        ? null
        : RetailConnect.Change.Upserted(refund.Id, Versions.Of(refund.UpdatedAt), Map(refund)) with { OrderedWith = refund.Order.Id };

    public static Return Map(WireRefund refund)
    {
        var total = Amounts.Pair(refund.TotalRefundedSet);
        var zero = MoneyPair.Zero(total.Shop.Currency, total.Presentment.Currency);
        List<ReturnLine> lines = [.. refund.RefundLineItems.Nodes.Select((line, index) => Line(refund, line, index)), .. (refund.Duties ?? []).Select((duty, index) => Duty(refund, duty, index))];
        var shipping = refund.RefundShippingLines.Nodes.Aggregate(zero, (sum, part) => sum + Gross(refund, part.SubtotalAmountSet, part.TaxAmountSet));
        var adjustment = Adjustment(refund, total - lines.Aggregate(zero, (sum, line) => sum + line.Amount) - shipping);
        return new()
        {
            Id = refund.Id,
            Order = new() { Id = refund.Order.Id, Number = refund.Order.Name },
            ReturnedAt = refund.ProcessedAt,
            Customer = refund.Order.Customer is { } customer ? new(customer.Id) : null,
            Lines = lines,
            Shipping = Amounts.IsZero(shipping) ? null : shipping,
            ShippingTax = Amounts.IsZero(shipping) ? null : refund.RefundShippingLines.Nodes.Aggregate(zero, (sum, part) => sum + Amounts.Pair(part.TaxAmountSet)),
            Adjustment = Amounts.IsZero(adjustment) ? null : adjustment,
            AdjustmentTax = Amounts.IsZero(adjustment) ? null : AdjustmentTax(refund, adjustment),
            Refunds = [.. refund.Transactions.Nodes.Where(transaction => transaction is { Kind: "REFUND", Status: "SUCCESS" }).Select(Payments.Map)],
            CalledOff = IsCalledOff(refund) ? true : null,
            TaxPaidByChannel = IsPaidByChannel(refund) ? true : null,
            OfEdit = IsOfEdit(refund) ? true : null,
            Total = total,
        };
    }

    /// <summary>Goods that an edit took off are in a refund too, but no agreement on that refund brings them back. Money alone does not say what it is for.</summary>
    private static bool IsOfEdit(WireRefund refund) => refund.Agreements is { } agreements && agreements.Any(agreement => agreement.Reason == "ORDER_EDIT" && agreement.Sales.Nodes.Any(IsReturn))
        && !agreements.Any(agreement => agreement.Refund?.Id == refund.Id && agreement.Sales.Nodes.Any(IsReturn));

    private static bool IsReturn(WireSale sale) => sale is { ActionType: "RETURN", LineItem: not null };

    /// <summary>True when the order was called off before any of it was sent.</summary>
    private static bool IsCalledOff(WireRefund refund) => refund.Order is { CancelledAt: not null, DisplayFulfillmentStatus: "UNFULFILLED" or "RESTOCKED" };

    /// <summary>Which of its order's taxes a refund gives back is not said, so they must all be somebody's.</summary>
    private static bool IsPaidByChannel(WireRefund refund)
    {
        var paid = (refund.Order.TaxLines ?? []).Select(tax => tax.ChannelLiable is true).Distinct().ToList();
        return paid.Count < 2 ? paid.FirstOrDefault() : throw new ConnectorException(FaultKind.Rejected, "The sales channel pays some taxes of the order and the merchant others; which of them the refund gives back Shopify does not say.")
        {
            Reason = "channel-tax-mixed", Advice = "Post the credit memo by hand, and mark the dead letter as done.",
        };
    }

    private static ReturnLine Line(WireRefund refund, WireRefundLine line, int index)
    {
        var restocked = IsRestocked(line.RestockType);
        return new()
        {
            Id = line.Id ?? $"{refund.Id}#{index}",
            OrderLine = line.LineItem.Id,
            Kind = line.LineItem.IsGiftCard ? OrderLineKind.GiftCard : null,
            Sku = Lines.SkuOf(line.LineItem.IsGiftCard, line.LineItem.Sku, line.LineItem.Variant),
            Title = line.LineItem.Title ?? "",
            Quantity = line.Quantity,
            Amount = Gross(refund, line.SubtotalSet, line.TotalTaxSet),
            Tax = Amounts.Pair(line.TotalTaxSet),
            Restocked = restocked,
            Location = restocked && line.Location is { } location ? new ExternalId(location.Id) : default(ExternalId?),
        };
    }

    /// <summary>What of it is tax Shopify does not say.</summary>
    private static ReturnLine Duty(WireRefund refund, WireRefundDuty duty, int index) => new()
    {
        Id = $"{refund.Id}#duty-{index}", OrderLine = duty.OriginalDuty is { } original ? new ExternalId(original.Id) : default(ExternalId?), Kind = OrderLineKind.Duty, Title = "Duty", Quantity = 1, Amount = Amounts.Pair(duty.AmountSet), Restocked = false,
    };

    /// <summary>A subtotal contains the tax when the order's prices do.</summary>
    private static MoneyPair Gross(WireRefund refund, MoneyBag subtotal, MoneyBag tax) =>
        refund.Order.TaxesIncluded ? Amounts.Pair(subtotal) : Amounts.Pair(subtotal) + Amounts.Pair(tax);

    /// <summary>Adjustments are written as what was kept back. Shopify does not document their sign, so the total decides; where it agrees with neither, the return stays unbalanced.</summary>
    private static MoneyPair Adjustment(WireRefund refund, MoneyPair missing)
    {
        var zero = missing - missing;
        var kept = Kept(refund, zero);
        return missing == kept ? kept : zero - kept;
    }

    private static MoneyPair Kept(WireRefund refund, MoneyPair zero) => refund.OrderAdjustments.Nodes.Aggregate(zero, (sum, part) => sum + Gross(refund, part.AmountSet, part.TaxAmountSet));

    /// <summary>The tax has the sign that was found for the adjustment.</summary>
    private static MoneyPair AdjustmentTax(WireRefund refund, MoneyPair adjustment)
    {
        var zero = adjustment - adjustment;
        var tax = refund.OrderAdjustments.Nodes.Aggregate(zero, (sum, part) => sum + Amounts.Pair(part.TaxAmountSet));
        return adjustment == Kept(refund, zero) ? tax : zero - tax;
    }

    private static bool IsRestocked(string type) => type switch
    {
        "RETURN" or "CANCEL" or "LEGACY_RESTOCK" => true,
        "NO_RESTOCK" => false,
        _ => throw new ConnectorException(FaultKind.Rejected, $"'{PlainText.Of(type)}' does not say whether the goods went back to stock.") { Reason = Reasons.UnknownValue },
    };

    private static bool IsUnderway(WireTransaction transaction) => transaction is { Kind: "REFUND", Status: not ("SUCCESS" or "FAILURE" or "ERROR") };
}
