using System.Globalization;
using RetailConnect.Connectors.TalonOne.Api;
using RetailConnect.Connectors.TalonOne.Api.Contracts;

namespace RetailConnect.Connectors.TalonOne.Returns;

/// <summary>Takes points of returned goods back; Talon.One remembers the idempotency key for 24 hours.</summary>
/// <remarks>
/// A cart that shows as many returned units as come back may show this very return, after a lost answer. Then the positions that it may have had are sent first, each under the key that belongs
/// to them: the ones that were taken are answered from Talon.One's memory, and the others have too few units left.
/// </remarks>
internal sealed class ReturnSink(ITalonOneApi api, ConnectionLinks links, TimeProvider time) : IChangeSink<Return>
{
    private const int MostTries = 16;
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(23);

    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Return> envelope, CancellationToken cancellationToken)
    {
        var goods = envelope.Value;
        if (!goods.Lines.Any(CartMatch.IsGoods))
        {
            throw new ConnectorException(FaultKind.Unsupported, "The return brings no goods back; points depend on goods alone.") { Reason = "no-goods" };
        }

        var (session, cart) = await SessionAsync(envelope.Origin, goods, cancellationToken);
        var match = CartMatch.Find(goods, cart);
        if (match.MayBeTaken && (time.GetUtcNow() - envelope.AcceptedAt > Remembered || match.Earlier.Count > MostTries))
        {
            throw new ConnectorException(FaultKind.Rejected, "The session shows returned units of these goods, and nothing tells any more whether they are this return.")
            {
                Reason = Reasons.ResultUnknown, Advice = "Look at the returns of the session in Talon.One. If this one is among them, resolve this dead letter; if not, make it there, then resolve.",
            };
        }

        ReturnAnswer? answer = null;
        foreach (var earlier in match.Earlier)
        {
            answer ??= await TryAsync(session, envelope, earlier, cancellationToken);
        }

        answer ??= await SendAsync(session, envelope, match.Next, cancellationToken);
        return new(answer.Return is { } made ? made.Id.ToString(CultureInfo.InvariantCulture) : $"{session}/{envelope.Canonical}");
    }

    /// <summary>Returns null when Talon.One refuses, because the positions have too few units left.</summary>
    private async ValueTask<ReturnAnswer?> TryAsync(string session, Envelope<Return> envelope, IReadOnlyList<ReturnedItem> items, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(session, envelope, items, cancellationToken);
        }
        catch (ConnectorException refused) when (refused.Kind is FaultKind.Rejected)
        {
            return null;
        }
    }

    /// <summary>A key belongs to its positions, so that it never meets another body.</summary>
    private async ValueTask<ReturnAnswer> SendAsync(string session, Envelope<Return> envelope, IReadOnlyList<ReturnedItem> items, CancellationToken cancellationToken) =>
        await api.Return(session, envelope.IdempotencyKey.For(CartMatch.Text(items)).Value, new(new(items)), cancellationToken).Needed();

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
