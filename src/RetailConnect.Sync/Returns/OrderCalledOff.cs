namespace RetailConnect.Sync.Returns;

/// <summary>Lets the refund of an order go that was called off before any of it left, where the order itself is taken back: a credit memo beside it would give the money back twice.</summary>
/// <param name="takesBack">True when a target takes orders back that were called off.</param>
internal sealed class OrderCalledOff(Func<string, bool> takesBack) : ISyncMiddleware<Return>
{
    public ValueTask<SyncOutcome> InvokeAsync(SyncContext<Return> context, SyncStep<Return> next) =>
        context.Envelope is { Value.CalledOff: true, TargetId: null } && takesBack(context.Envelope.Target) ? new(SyncOutcome.Skipped(Reasons.OrderCalledOff)) : next(context);
}
