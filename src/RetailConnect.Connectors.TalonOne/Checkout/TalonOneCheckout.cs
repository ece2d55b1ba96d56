using RetailConnect.Connectors.TalonOne.Api;
using RetailConnect.Connectors.TalonOne.Api.Contracts;

namespace RetailConnect.Connectors.TalonOne.Checkout;

/// <summary>One question, one answer, within the time that somebody waits at a till.</summary>
internal sealed class TalonOneCheckout(ITalonOneApi api, ConnectionLinks links, TalonOneOptions options, TimeProvider time) : ITalonOneCheckout
{
    private const string Dry = "true";
    private const string Unavailable = "unavailable";
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    public ValueTask<CheckoutAnswer> PreviewAsync(CheckoutCart cart, CancellationToken cancellationToken) => EvaluateAsync(cart, Dry, cancellationToken);

    public ValueTask<CheckoutAnswer> HoldAsync(CheckoutCart cart, CancellationToken cancellationToken) => options.HoldsAtCheckout
        ? EvaluateAsync(cart, dry: null, cancellationToken)
        : throw new InvalidOperationException("HoldsAtCheckout is off: the sync would not look for the held cart, and Talon.One would take its discounts off twice.");

    public ValueTask<CheckoutAnswer> GiveUpAsync(string connection, ExternalId order, CancellationToken cancellationToken) =>
        AnswerAsync(token => CancelAsync(CanonicalIds.Of(connection, order).Value, token), cancellationToken);

    private ValueTask<CheckoutAnswer> EvaluateAsync(CheckoutCart cart, string? dry, CancellationToken cancellationToken)
    {
        var content = CartMapper.Open(cart, profile: null).CustomerSession;
        return AnswerAsync(
            async token =>
            {
                var profile = cart.Customer is { } customer ? await links.TranslateAsync(EntityType.Customer, cart.Connection, customer, token) : null;
                var evaluation = await api.Evaluate(CanonicalIds.Of(cart.Connection, cart.Order).Value, dry, new(content with { ProfileId = profile?.Value }), token).Needed();
                return new EffectReader(cart, profile?.Value, options.LoyaltyProgramId).Read(evaluation);
            },
            cancellationToken);
    }

    private async Task<CheckoutAnswer> CancelAsync(string session, CancellationToken cancellationToken)
    {
        string? state;
        try
        {
            state = (await api.Session(session, cancellationToken).Needed()).CustomerSession?.State;
        }
        catch (ConnectorException fault) when (fault.Reason is TalonOneFaults.NotFound)
        {
            return new();
        }

        switch (state)
        {
            case "open":
                await api.SaveSession(session, Orders.SessionMapper.Cancelled, cancellationToken);
                return new();
            case "cancelled":
                return new();
            case "closed" or "partially_returned":
                return new() { Reason = "already-sold", Detail = "The session is closed: the sale was made. Call the order off instead." };
            default:
                return new() { Reason = EffectReader.Unreadable, Detail = "The state of the session is unknown." };
        }
    }

    private async ValueTask<CheckoutAnswer> AnswerAsync(Func<CancellationToken, Task<CheckoutAnswer>> ask, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.CheckoutTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            try
            {
                return await ask(either.Token);
            }
            catch (ConnectorException fault) when (fault.Kind is FaultKind.Conflict)
            {
                // The session is busy with the call before this one.
                await time.WaitAsync(Moment, either.Token);
                return await ask(either.Token);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return new() { Reason = Unavailable, Detail = $"Talon.One did not answer within {options.CheckoutTimeout}." };
        }
        catch (ConnectorException fault)
        {
            return new() { Reason = ReasonOf(fault), Detail = fault.Message };
        }
        catch (StoreException)
        {
            return new() { Reason = Unavailable, Detail = "The store that knows the customers' profiles can't be read." };
        }
    }

    private static string ReasonOf(ConnectorException fault) => fault.Kind switch
    {
        FaultKind.Unauthorized => "unauthorized",
        FaultKind.Conflict => Reasons.Conflict,
        FaultKind.Transient or FaultKind.Throttled => Unavailable,
        _ => fault.Reason ?? "rejected",
    };
}
