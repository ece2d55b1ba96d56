using RetailConnect.Connectors.TalonOne.Api;

namespace RetailConnect.Connectors.TalonOne.Orders;

/// <summary>Closes or cancels the customer session of an order; the session has the order's canonical id, so that a repeat changes nothing.</summary>
internal sealed class SessionSink(ITalonOneApi api, ConnectionLinks links) : IChangeSink<Order>
{
    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Order> envelope, CancellationToken cancellationToken)
    {
        var order = envelope.Value;
        var session = envelope.TargetId?.Value ?? envelope.Canonical.Value;
        var body = order.Status is OrderStatus.Cancelled
            ? await CancelledAsync(session, cancellationToken)
            : SessionMapper.Closed(order, await ProfileAsync(envelope.Origin, order, cancellationToken));
        await api.SaveSession(session, body, cancellationToken);
        return new(session);
    }

    private async ValueTask<string> ProfileAsync(string origin, Order order, CancellationToken cancellationToken)
    {
        var customer = order.Customer ?? throw new ConnectorException(FaultKind.Unsupported, "The order names no customer; nobody earns points.") { Reason = Reasons.NoMember };
        var profile = await links.TranslateAsync(EntityType.Customer, origin, customer.Id, cancellationToken);
        return profile?.Value ?? throw new ConnectorException(FaultKind.Unmet, $"Customer '{customer.Id}' of '{origin}' is not in Talon.One yet.") { Reason = Reasons.UnknownCustomer };
    }

    /// <summary>Only a session that exists can be cancelled.</summary>
    private async ValueTask<Api.Contracts.SessionBody> CancelledAsync(string session, CancellationToken cancellationToken)
    {
        try
        {
            await api.Session(session, cancellationToken);
            return SessionMapper.Cancelled;
        }
        catch (ConnectorException fault) when (fault.Reason is TalonOneFaults.NotFound)
        {
            throw new ConnectorException(FaultKind.Unsupported, "The order was called off before it earned points.", fault) { Reason = Reasons.CancelledBeforePosting };
        }
    }
}
