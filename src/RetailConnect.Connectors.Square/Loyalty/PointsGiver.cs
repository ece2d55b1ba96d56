using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>Adds points to an account under the key of the order. Of an order that may be older than Square's memory of keys the account's old events are read first.</summary>
internal sealed class PointsGiver(ISquareApi api, EventPages events, ConnectionLinks links, SquareLoyaltyOptions options, VendorClock clock)
{
    /// <summary>Clocks of two systems may differ by so much.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromHours(1);

    private const string Advice = "Look at the account's activity in Square. If the order's points are there, resolve this dead letter; if not, give them by hand, then resolve.";

    public async ValueTask<LoyaltyEvent> GiveAsync(Envelope<Order> envelope, string account, long points, CancellationToken cancellationToken)
    {
        await CheckOldAsync(envelope, account, points, cancellationToken);
        try
        {
            var key = TakeBack.KeyOf(envelope, "order", envelope.Canonical);
            var answer = await api.AccumulatePoints(account, new(new(points), key.Value, options.LocationId), cancellationToken).Needed();
            return (answer.Events ?? []).Append(answer.Event).FirstOrDefault(made => made is { Type: LoyaltyEvent.Accumulated, Id.Length: > 0 })
                ?? throw new ConnectorException(FaultKind.Transient, "Square answered without the event.");
        }
        catch (ConnectorException fault) when (fault.Reason is SquareFaults.KeyReused)
        {
            throw Unknown("An earlier call for this order had other points or another account, and nothing tells whether it took effect.", fault);
        }
    }

    /// <summary>A call that was made within Square's memory is answered by the key. An older one left an event that no other order has.</summary>
    private async ValueTask CheckOldAsync(Envelope<Order> envelope, string account, long points, CancellationToken cancellationToken)
    {
        var forgotten = clock.Now - options.KeysRemembered;
        var since = (envelope.Value.PlacedAt < envelope.AcceptedAt ? envelope.Value.PlacedAt : envelope.AcceptedAt) - Apart;
        if (since >= forgotten)
        {
            return;
        }

        var times = new LoyaltyTimes(Times.Write(since), Times.Write(forgotten));
        foreach (var old in await events.ReadAsync(account, LoyaltyEvent.Accumulated, times, int.MaxValue, cancellationToken))
        {
            if (old.LocationId == options.LocationId && old.AccumulatePoints is { } move && move.Points == points && string.IsNullOrEmpty(move.OrderId)
                && await links.CanonicalAsync(EntityType.Order, envelope.Target, old.Id, cancellationToken) is null)
            {
                throw Unknown("The account earned as many points for a purchase that no order is known of, and nothing tells any more whether it was this one.");
            }
        }
    }

    private static ConnectorException Unknown(string message, Exception? cause = null) => new(FaultKind.Rejected, message, cause) { Reason = Reasons.ResultUnknown, Advice = Advice };
}
