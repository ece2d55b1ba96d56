using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Orders;

/// <summary>Lets an order go that was called off before it was posted. Where the target can be asked it is asked first: an earlier call whose answer was lost may have posted the order, and then it is taken back.</summary>
/// <param name="target">Finds a target.</param>
/// <param name="dryRun">True to ask nothing: a look-up finishes what an earlier write left undone.</param>
internal sealed class CalledOffUnposted(Func<string, Connection> target, bool dryRun) : ISyncMiddleware<Order>
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Order> context, SyncStep<Order> next)
    {
        var envelope = context.Envelope;
        if (envelope.Value.Status is not OrderStatus.Cancelled || envelope.TargetId is not null)
        {
            return await next(context);
        }

        // What would be found is an unfinished write of ours, and is looked at as such.
        var connection = target(envelope.Target);
        if (dryRun || connection.Part<ILookUp<Order>>() is not { } lookUp || await lookUp.FindAsync(envelope with { Intended = true }, context.CancellationToken) is not { } found)
        {
            return SyncOutcome.Skipped(Reasons.CancelledBeforePosting);
        }

        return connection.Part<IAmendingSink<Order>>() is not null ? await next(context with { Envelope = envelope with { TargetId = found.Id } })
            : SyncOutcome.DeadLettered(Reasons.ChangedAfterPosting, $"The order was called off, and '{envelope.Target}' has it as '{found.Id}'.");
    }
}
