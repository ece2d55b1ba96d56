using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Returns;

/// <summary>Asks a person about a return that gives back more than its order sold or was paid for, over all channels: the same goods can't come back at the till and in the shop.</summary>
/// <remarks>
/// The order and its other returns are read as their channels show them now, so an order of any age is known. Which of two returns is the one too many does not depend on the target: what is posted anywhere counts, and of what is on its way the one that was accepted first.
/// </remarks>
/// <param name="parts">History and links.</param>
/// <param name="channels">Connections that sell or take back.</param>
internal sealed class OverRefund(EngineParts parts, IReadOnlyList<ConnectionRuntime> channels) : ISyncMiddleware<Return>
{
    private const int Newest = 50;

    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Return> context, SyncStep<Return> next)
    {
        var envelope = context.Envelope;
        return parts.History is { } history
            && envelope is { TargetId: null, Value: { CalledOff: not true, OfEdit: not true } taken }
            && await parts.Crosswalk.FindOrderAsync(envelope.Tenant, envelope.Origin, taken.Order, context.CancellationToken) is { } id
            && await SoldAsync(envelope.Tenant, id, context.CancellationToken) is { } order
            && GivenBack.TooMuch(order, await BeforeAsync(history, envelope, id, context.CancellationToken), taken) is { } tooMuch
                ? SyncOutcome.DeadLettered(Reasons.OverRefund, tooMuch)
                : await next(context);
    }

    /// <summary>The order as its channel shows it; null when no channel that can be asked has it.</summary>
    private async ValueTask<Order?> SoldAsync(TenantId tenant, CanonicalId id, CancellationToken cancellationToken)
    {
        foreach (var channel in channels)
        {
            if (channel.ReadsById<Order>() && await parts.Crosswalk.FindExternalAsync(new(tenant, EntityType.Order, channel.Name), id, cancellationToken) is { } external)
            {
                return (await channel.ReadByIdAsync<Order>([external], cancellationToken)).Select(change => change.Value).FirstOrDefault(order => order is not null);
            }
        }

        return null;
    }

    /// <summary>Other returns of the order that count.</summary>
    private async ValueTask<IReadOnlyList<Return>> BeforeAsync(IEntityHistory history, Envelope<Return> envelope, CanonicalId order, CancellationToken cancellationToken)
    {
        var known = await history.LoadAsync(envelope.Tenant, new(EntityType.Order, order), order.Value, Newest, cancellationToken);
        var wanted = new List<(string Origin, ExternalId Id)>();
        foreach (var other in known.Related.Where(entity => entity.Type == EntityType.Return && entity.Canonical != envelope.Canonical))
        {
            var past = (await history.LoadAsync(envelope.Tenant, other, other.Canonical.Value, Newest, cancellationToken)).Envelopes;
            if (past.Count > 0 && Counts(past, envelope.Id))
            {
                wanted.Add((past[0].Origin, past[0].Entity));
            }
        }

        var before = new List<Return>();
        foreach (var group in wanted.GroupBy(one => one.Origin))
        {
            if (channels.FirstOrDefault(channel => channel.Name == group.Key) is { } channel && channel.ReadsById<Return>())
            {
                var read = await channel.ReadByIdAsync<Return>([.. group.Select(one => one.Id)], cancellationToken);
                before.AddRange(read.Select(change => change.Value).OfType<Return>().Where(one => one.CalledOff is not true && one.OfEdit is not true));
            }
        }

        return before;
    }

    /// <summary>True for what is posted or was settled by hand, and for what was accepted before and may still be posted. What was refused as too much itself, and what a rule or a person let go, gives nothing back.</summary>
    private static bool Counts(IReadOnlyList<SavedEnvelope> past, long own) =>
        past.Any(saved => saved.State is OutcomeKind.Applied || saved is { State: OutcomeKind.Skipped, Reason: Reasons.Resolved })
        || (past.Min(saved => saved.Id) < own && past.Any(saved => saved.State is null || saved is { State: OutcomeKind.DeadLettered, Reason: not Reasons.OverRefund }));
}
