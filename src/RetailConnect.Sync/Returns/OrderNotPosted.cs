using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Orders;

namespace RetailConnect.Sync.Returns;

/// <summary>Lets a return go whose order was never brought to the target and never will be, because it was skipped there: there is nothing to credit. One that is held by a rule may still come. One that a person resolved was posted by hand, so its return is for a person too.</summary>
internal sealed class OrderNotPosted(EngineParts parts) : ISyncMiddleware<Return>
{
    private const int Newest = 50;

    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Return> context, SyncStep<Return> next)
    {
        var envelope = context.Envelope;
        return parts.History is { } history
            && envelope.TargetId is null
            && await parts.Crosswalk.FindOrderAsync(envelope.Tenant, envelope.Origin, envelope.Value.Order, context.CancellationToken) is { } order
            && await parts.Crosswalk.FindExternalAsync(new(envelope.Tenant, EntityType.Order, envelope.Target), order, context.CancellationToken) is null
            && await IsSkippedAsync(history, envelope, order, context.CancellationToken)
                ? SyncOutcome.Skipped(Reasons.OrderNotPosted)
                : await next(context);
    }

    private static async ValueTask<bool> IsSkippedAsync(IEntityHistory history, Envelope<Return> envelope, CanonicalId order, CancellationToken cancellationToken)
    {
        var known = await history.LoadAsync(envelope.Tenant, new(EntityType.Order, order), order.Value, Newest, cancellationToken);
        return known.Envelopes.Where(saved => saved.Lane.Target == envelope.Target).MaxBy(saved => saved.Id) is { State: OutcomeKind.Skipped, Reason: not Reasons.Resolved and { } reason } && !RuledOrders.IsHeld(reason);
    }
}
