using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Orders;

/// <summary>Lets an order go whose customer was skipped in the target because the person can't be a member there: nobody will ever earn its points.</summary>
internal sealed class NoMember(EngineParts parts) : ISyncMiddleware<Order>
{
    private const int Newest = 50;

    /// <summary>Looks at an order that is newer than what is known of its customer: about seven minutes, in which a number that was given with the order arrives, by poll at the latest.</summary>
    private const int MostLooks = 12;

    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Order> context, SyncStep<Order> next)
    {
        var envelope = context.Envelope;
        return parts.History is { } history
            && envelope.TargetId is null
            && envelope.Value.Customer is { } customer
            && await parts.Crosswalk.FindCanonicalAsync(new(envelope.Tenant, EntityType.Customer, envelope.Origin), customer.Id, context.CancellationToken) is { } person
            && await parts.Crosswalk.FindExternalAsync(new(envelope.Tenant, EntityType.Customer, envelope.Target), person, context.CancellationToken) is null
            && await SkippedAtAsync(history, envelope, person, context.CancellationToken) is { } skippedAt
                ? Decide(envelope, skippedAt)
                : await next(context);
    }

    /// <summary>Somebody who gives a phone number with an order becomes a member a moment after it.</summary>
    private static SyncOutcome Decide(Envelope<Order> envelope, DateTimeOffset skippedAt) => skippedAt >= envelope.Value.PlacedAt || envelope.Attempt >= MostLooks
        ? SyncOutcome.Skipped(Reasons.NoMember)
        : throw new ConnectorException(FaultKind.Unmet, "The order is newer than what is known of its customer, who could not be a member then.") { Reason = Reasons.NoMember };

    /// <summary>When the person was found to be no member; null when that is not the last word.</summary>
    private static async ValueTask<DateTimeOffset?> SkippedAtAsync(IEntityHistory history, Envelope<Order> envelope, CanonicalId person, CancellationToken cancellationToken)
    {
        var known = await history.LoadAsync(envelope.Tenant, new(EntityType.Customer, person), person.Value, Newest, cancellationToken);
        return known.Envelopes.Where(saved => saved.Lane.Target == envelope.Target).MaxBy(saved => saved.Id) is { State: OutcomeKind.Skipped, Reason: Reasons.NoMember } skipped ? skipped.UpdatedAt : null;
    }
}
