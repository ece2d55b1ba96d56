using RetailConnect.Connectors.TalonOne.Api;
using RetailConnect.Connectors.TalonOne.Api.Contracts;

namespace RetailConnect.Connectors.TalonOne.Orders;

/// <summary>Closes or cancels the customer session of an order; the session has the order's canonical id, so that a repeat changes nothing.</summary>
/// <remarks>A closed session takes no other cart. That of an edited order is opened again, which takes its points back, and closed with the cart that it has by now.</remarks>
internal sealed class SessionSink(ITalonOneApi api, ConnectionLinks links, TalonOneOptions options, TimeProvider time) : IChangeSink<Order>, IAmendingSink<Order>
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Order> envelope, CancellationToken cancellationToken)
    {
        var order = envelope.Value;
        var session = envelope.TargetId?.Value ?? envelope.Canonical.Value;
        var body = order.Status is OrderStatus.Cancelled
            ? await CancelledAsync(session, cancellationToken)
            : SessionMapper.Closed(order, await ProfileAsync(envelope.Origin, order, cancellationToken), await HeldAsync(session, cancellationToken));
        await api.SaveSession(session, body, cancellationToken);
        return new(session);
    }

    public async ValueTask<WriteReceipt> AmendAsync(Envelope<Order> envelope, CancellationToken cancellationToken)
    {
        var order = envelope.Value;
        if (order.Status is not OrderStatus.Cancelled)
        {
            var session = envelope.TargetId!.Value.Value;
            var wanted = SessionMapper.Closed(order, await ProfileAsync(envelope.Origin, order, cancellationToken), await HeldAsync(session, cancellationToken));
            if (await IsDoneOrOpenedAsync(session, wanted.CustomerSession, cancellationToken))
            {
                return new(session) { Unchanged = true };
            }
        }

        try
        {
            return await WriteAsync(envelope, cancellationToken);
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Conflict)
        {
            // The session may be busy with its opening for a moment.
            await time.WaitAsync(Moment, cancellationToken);
            return await WriteAsync(envelope, cancellationToken);
        }
    }

    /// <summary>True when a session is closed as it shall be, whatever came back of it since; otherwise it is open by then, ready for another cart.</summary>
    private async ValueTask<bool> IsDoneOrOpenedAsync(string session, SessionContent wanted, CancellationToken cancellationToken)
    {
        var there = (await api.Session(session, cancellationToken)).CustomerSession;
        if (SessionMapper.IsSame(wanted, there) && there?.ProfileId == wanted.ProfileId && there?.State is "closed" or "partially_returned")
        {
            return true;
        }

        if (there?.State is "open" || SessionMapper.IsSame(wanted, there))
        {
            return false;
        }

        if (there?.State is not "closed")
        {
            throw new ConnectorException(FaultKind.Rejected, $"The order was edited after its session became {there?.State ?? "something unknown"}.")
            {
                Reason = Reasons.ChangedAfterPosting, Advice = "Correct the member's points by hand, then resolve.",
            };
        }

        try
        {
            await api.Reopen(session, cancellationToken);
            return false;
        }
        catch (ConnectorException fault) when (fault.MayHaveTakenEffect)
        {
            // It must not open the session again that a repeat has closed meanwhile.
            throw new ConnectorException(fault.Kind, fault.Message, fault) { RetryAfter = fault.RetryAfter ?? Settling, VendorRequestId = fault.VendorRequestId };
        }
    }

    /// <summary>The session as it was held at checkout; null where nobody holds carts, or this one was not held.</summary>
    private async ValueTask<SessionState?> HeldAsync(string session, CancellationToken cancellationToken)
    {
        try
        {
            return options.HoldsAtCheckout ? (await api.Session(session, cancellationToken).Needed()).CustomerSession : null;
        }
        catch (ConnectorException fault) when (fault.Reason is TalonOneFaults.NotFound)
        {
            return null;
        }
    }

    private async ValueTask<string> ProfileAsync(string origin, Order order, CancellationToken cancellationToken)
    {
        var customer = order.Customer ?? throw new ConnectorException(FaultKind.Unsupported, "The order names no customer; nobody earns points.") { Reason = Reasons.NoMember };
        var profile = await links.TranslateAsync(EntityType.Customer, origin, customer.Id, cancellationToken);
        return profile?.Value ?? throw new ConnectorException(FaultKind.Unmet, $"Customer '{customer.Id}' of '{origin}' is not in Talon.One yet.") { Reason = Reasons.UnknownCustomer };
    }

    /// <summary>Only a session that exists can be cancelled.</summary>
    private async ValueTask<SessionBody> CancelledAsync(string session, CancellationToken cancellationToken)
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
