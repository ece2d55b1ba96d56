namespace RetailConnect.Sync.Catalog;

/// <summary>Leaves products of blocked items as they are, where the sync says so.</summary>
internal sealed class BlockedItem(WhenGone rule) : ISyncMiddleware<Product>
{
    public ValueTask<SyncOutcome> InvokeAsync(SyncContext<Product> context, SyncStep<Product> next) =>
        rule is WhenGone.Nothing && context.Envelope.Change.Value is { Status: ProductStatus.Archived } ? new(SyncOutcome.Skipped(Reasons.BlockedInSource)) : next(context);
}
