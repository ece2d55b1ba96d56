namespace RetailConnect.Sync.Returns;

/// <summary>Lets the refund go that a channel writes down for goods that an edit took off the order, where the order itself is amended. Money that is given back for such an order is for a person: it may be for those goods, or goodwill.</summary>
/// <param name="amends">True when a target amends orders that were edited.</param>
/// <param name="keepsBooks">True when its orders are documents, which money alone moves too; of points it moves none.</param>
internal sealed class OrderEdited(Func<string, bool> amends, Func<string, bool> keepsBooks) : ISyncMiddleware<Return>
{
    public ValueTask<SyncOutcome> InvokeAsync(SyncContext<Return> context, SyncStep<Return> next) => context.Envelope switch
    {
        { Value: { OfEdit: true, Lines.Count: > 0 }, TargetId: null } when amends(context.Envelope.Target) => new(SyncOutcome.Skipped(Reasons.OrderEdited)),
        { Value: { OfEdit: true, Lines.Count: 0 } refund, TargetId: null } when amends(context.Envelope.Target) && keepsBooks(context.Envelope.Target) => new(SyncOutcome.DeadLettered(Reasons.RefundAfterEdit, $"{refund.Total.Shop} were given back for an order of which an edit took goods off.")),
        _ => next(context),
    };
}
