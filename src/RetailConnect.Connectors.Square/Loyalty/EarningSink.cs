namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>Gives the points of an order once, as many as Square reckons for what was paid for its goods; takes those of a cancelled one back.</summary>
internal sealed class EarningSink(PointsReckoner reckoner, PointsGiver giver, PointsLedger ledger, ConnectionLinks links) : IChangeSink<Order>
{
    /// <summary>Reason of a document that moves no points.</summary>
    public const string NoPoints = "no-points";

    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Order> envelope, CancellationToken cancellationToken)
    {
        var earned = envelope.TargetId is null ? null : await EarnedAsync(envelope.Canonical, cancellationToken);
        if (envelope.Value.Status is OrderStatus.Cancelled)
        {
            return await CancelAsync(envelope, earned, cancellationToken);
        }

        var worth = OrderWorth.Of(envelope.Value);
        if (earned is null)
        {
            return await EarnAsync(envelope, worth, cancellationToken);
        }

        return (earned.Worth, earned.Currency) == (worth.WithTax, worth.Currency) ? new(earned.Event) { Unchanged = true }
            : throw new ConnectorException(FaultKind.Rejected, $"The order earned {earned.Points} points, and what was paid for its goods changed since.")
            {
                Reason = Reasons.ChangedAfterPosting, Advice = "Adjust the points of the account in Square by hand, then resolve this dead letter.",
            };
    }

    private async ValueTask<WriteReceipt> EarnAsync(Envelope<Order> envelope, OrderWorth worth, CancellationToken cancellationToken)
    {
        var account = await AccountAsync(envelope.Origin, envelope.Value, cancellationToken);
        var points = await reckoner.ReckonAsync(worth, cancellationToken);
        if (points <= 0)
        {
            throw new ConnectorException(FaultKind.Unsupported, "The programme gives no points for what was paid.") { Reason = NoPoints };
        }

        var given = await giver.GiveAsync(envelope, account, points, cancellationToken);
        var earning = new Earning(given.Id, account, points, worth.WithTax, worth.Currency, given.CreatedAt ?? "");
        return new(given.Id) { Links = [new(Earning.Type, envelope.Canonical, earning.ToString())] };
    }

    private async ValueTask<string> AccountAsync(string origin, Order order, CancellationToken cancellationToken)
    {
        var customer = order.Customer ?? throw new ConnectorException(FaultKind.Unsupported, "The order names no customer; nobody earns points.") { Reason = Reasons.NoMember };
        return await links.TranslateAsync(EntityType.Customer, origin, customer.Id, cancellationToken) is { } member ? AccountId.AccountOf(member)
            : throw new ConnectorException(FaultKind.Unmet, $"Customer '{customer.Id}' of '{origin}' has no loyalty account in Square yet.") { Reason = Reasons.UnknownCustomer };
    }

    private async ValueTask<Earning> EarnedAsync(CanonicalId order, CancellationToken cancellationToken) => await links.FindAsync(Earning.Type, order, cancellationToken) is { } noted ? Earning.Parse(noted)
        : throw new ConnectorException(FaultKind.Rejected, "It is not noted how many points the order earned.") { Reason = Reasons.UnknownValue };

    /// <summary>What returns took back before is not taken twice.</summary>
    private async ValueTask<WriteReceipt> CancelAsync(Envelope<Order> envelope, Earning? earned, CancellationToken cancellationToken)
    {
        if (earned is null)
        {
            throw new ConnectorException(FaultKind.Unsupported, "The order was called off before it earned points.") { Reason = Reasons.CancelledBeforePosting };
        }

        var order = TakeBack.KeyOf(envelope, "order", envelope.Canonical);
        await ledger.TakeAsync(new(earned, order, TakeBack.KeyOf(envelope, "cancellation", envelope.Canonical), earned.Points, $"Cancellation of order {envelope.Canonical}"), cancellationToken);
        return new(earned.Event);
    }
}
