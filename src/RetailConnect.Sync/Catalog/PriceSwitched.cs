namespace RetailConnect.Sync.Catalog;

/// <summary>Keeps a price from a channel that is over by the time it could be written: at that moment its product was looked at again, and that change says what holds.</summary>
internal sealed class PriceSwitched(TimeProvider time) : ISyncMiddleware<Product>
{
    public ValueTask<SyncOutcome> InvokeAsync(SyncContext<Product> context, SyncStep<Product> next) =>
        context.Envelope.Change.Value?.PricedUntil <= time.GetUtcNow() ? new(SyncOutcome.Skipped(Reasons.PriceSwitched)) : next(context);
}
