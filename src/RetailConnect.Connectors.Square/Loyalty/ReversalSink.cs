using RetailConnect.Connectors.Square.Api;

namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>Takes the points of returned goods back, in proportion to what was paid for them, rounded down as Square itself does.</summary>
internal sealed class ReversalSink(PointsLedger ledger, ConnectionLinks links) : IChangeSink<Return>
{
    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Return> envelope, CancellationToken cancellationToken)
    {
        var goods = envelope.Value;
        var lines = goods.Lines.Where(line => line is { Sku: not null, Quantity.Value: not 0 }).ToList();
        if (lines.Count == 0)
        {
            throw new ConnectorException(FaultKind.Unsupported, "The return brings no goods back; points depend on goods alone.") { Reason = "no-goods" };
        }

        lines.ForEach(line => OrderWorth.CheckSku(line.Sku!.Value));
        var (order, earning) = await EarningAsync(envelope.Origin, goods, cancellationToken);
        var points = earning.Share(Amount(goods, lines, earning.Currency));
        var taken = points == 0 ? null : await ledger.TakeAsync(
            new(earning, TakeBack.KeyOf(envelope, "order", order), TakeBack.KeyOf(envelope, "return", envelope.Canonical), points, $"Return {envelope.Canonical} of order {order}"), cancellationToken);
        return taken is not null ? new(taken) : throw new ConnectorException(FaultKind.Unsupported, "No point falls on the returned goods, or none of the order's points is left.") { Reason = EarningSink.NoPoints };
    }

    private static long Amount(Return goods, IReadOnlyList<ReturnLine> lines, string currency)
    {
        if (goods.Total.Shop.Currency.ToString() != currency)
        {
            throw new ConnectorException(FaultKind.Rejected, $"The order earned points in {currency}, and the return is in {goods.Total.Shop.Currency}.") { Reason = Reasons.UnsupportedCurrency };
        }

        var amount = OrderWorth.Units(lines.Aggregate(Money.Zero(goods.Total.Shop.Currency), (sum, line) => sum + line.Amount.Shop));
        return amount >= 0 ? amount : throw new ConnectorException(FaultKind.Rejected, "Less than nothing was given back for the goods.") { Reason = Reasons.InvalidQuantity };
    }

    /// <summary>Finds what the order earned. An order that was skipped, because nobody earned points, is known but earned nothing.</summary>
    private async ValueTask<(CanonicalId Order, Earning Earning)> EarningAsync(string origin, Return goods, CancellationToken cancellationToken)
    {
        var order = await CanonicalAsync(origin, goods.Order, cancellationToken) ?? throw new ConnectorException(FaultKind.Unmet, "The order of the return is not known yet.") { Reason = Reasons.UnknownOrder };
        return await links.FindAsync(Earning.Type, order, cancellationToken) is { } noted ? (order, Earning.Parse(noted))
            : throw (goods.Customer is null
                ? new ConnectorException(FaultKind.Unsupported, "The order earned no points: it names no customer.") { Reason = Reasons.NoMember }
                : new ConnectorException(FaultKind.Unmet, "The order of the return has not earned points yet.") { Reason = Reasons.UnknownOrder });
    }

    private async ValueTask<CanonicalId?> CanonicalAsync(string origin, OrderReference order, CancellationToken cancellationToken) => order switch
    {
        { Id: { } id } => await links.CanonicalAsync(EntityType.Order, origin, id, cancellationToken),
        { Number: { } number } => await links.CanonicalAsync(EntityType.OrderNumber, ConnectionLinks.AnyConnection, number, cancellationToken),
        _ => null,
    };
}
