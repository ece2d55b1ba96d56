using System.Globalization;
using RetailConnect.Connectors.TalonOne.Api;
using RetailConnect.Connectors.TalonOne.Api.Contracts;

namespace RetailConnect.Connectors.TalonOne.Returns;

/// <summary>Takes points of returned goods back; Talon.One remembers the idempotency key for 24 hours.</summary>
internal sealed class ReturnSink(ITalonOneApi api, ConnectionLinks links) : IChangeSink<Return>
{
    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Return> envelope, CancellationToken cancellationToken)
    {
        var goods = envelope.Value;
        if (!goods.Lines.Any(CartMatch.IsGoods))
        {
            throw new ConnectorException(FaultKind.Unsupported, "The return brings no goods back; points depend on goods alone.") { Reason = "no-goods" };
        }

        var (session, cart) = await SessionAsync(envelope.Origin, goods, cancellationToken);
        var body = new ReturnBody(new(CartMatch.Find(goods, cart)));
        var answer = await api.Return(session, envelope.IdempotencyKey.Value, body, cancellationToken).Needed();
        return new(answer.Return is { } made ? made.Id.ToString(CultureInfo.InvariantCulture) : $"{session}/{envelope.Canonical}");
    }

    /// <summary>Finds the session of the order. An order that was skipped, because nobody earned points, is known but has neither link nor session.</summary>
    private async ValueTask<(string Session, IReadOnlyList<CartItem> Cart)> SessionAsync(string origin, Return goods, CancellationToken cancellationToken)
    {
        var linked = await links.OrderAsync(origin, goods.Order, cancellationToken);
        var session = linked?.Value ?? (await CanonicalAsync(origin, goods.Order, cancellationToken))?.Value
            ?? throw new ConnectorException(FaultKind.Unmet, "The order of the return is not known yet.") { Reason = Reasons.UnknownOrder };
        try
        {
            var answer = await api.Session(session, cancellationToken).Needed();
            return (session, answer.CustomerSession?.CartItems ?? []);
        }
        catch (ConnectorException fault) when (fault.Reason is TalonOneFaults.NotFound)
        {
            throw goods.Customer is null && linked is null
                ? new ConnectorException(FaultKind.Unsupported, "The order earned no points: it names no customer.", fault) { Reason = Reasons.NoMember }
                : new ConnectorException(FaultKind.Unmet, "The order of the return is not in Talon.One yet.", fault) { Reason = Reasons.UnknownOrder };
        }
    }

    private async ValueTask<CanonicalId?> CanonicalAsync(string origin, OrderReference order, CancellationToken cancellationToken) =>
        (order.Id is { } id ? await links.CanonicalAsync(EntityType.Order, origin, id, cancellationToken) : null)
        ?? (order.Number is { } number ? await links.CanonicalAsync(EntityType.OrderNumber, ConnectionLinks.AnyConnection, number, cancellationToken) : null);
}
