using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Kits;

/// <summary>Hands a return to the books by the parts of the kits that came back, as they were made of when their order was accepted. Who knows kits as a whole gets them as a whole, and can't be told of a part.</summary>
/// <param name="sold">The kits.</param>
/// <param name="keepsParts">True when a target has orders by the parts of their kits.</param>
/// <param name="parts">The links.</param>
internal sealed class ReturnKits(SoldKits sold, Func<string, bool> keepsParts, EngineParts parts) : ISyncMiddleware<Return>
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Return> context, SyncStep<Return> next)
    {
        var (envelope, taken) = (context.Envelope, context.Envelope.Value);
        if (!keepsParts(envelope.Target))
        {
            return await WholeAsync(context, next);
        }

        var order = await parts.Crosswalk.FindOrderAsync(envelope.Tenant, envelope.Origin, taken.Order, context.CancellationToken);
        var kits = await sold.FindAsync(envelope.Tenant, order, taken.Lines.Where(KitLines.ComesIn).Select(line => line.Sku!.Value), context.CancellationToken);
        return kits.Fault is { } fault ? SyncOutcome.DeadLettered(Reasons.UnknownKitComponent, fault)
            : await next(kits.Compositions.Count == 0 ? context : context with { Envelope = envelope with { Change = envelope.Change with { Value = KitLines.Open(taken, kits.Compositions) } } });
    }

    private async ValueTask<SyncOutcome> WholeAsync(SyncContext<Return> context, SyncStep<Return> next)
    {
        try
        {
            return await next(context);
        }
        catch (ConnectorException unknown) when (unknown.Reason is Reasons.UnknownSku)
        {
            var lines = context.Envelope.Value.Lines.Select(line => line.Sku).OfType<Sku>();
            throw await sold.HasPartAsync(lines, context.CancellationToken)
                ? new ConnectorException(FaultKind.Rejected, $"{unknown.Message} It came back out of a kit.", unknown) { Reason = Reasons.KitPartReturned, Advice = Advices.For(Reasons.KitPartReturned) }
                : unknown;
        }
    }
}
