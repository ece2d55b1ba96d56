namespace RetailConnect.Sync.Returns;

/// <summary>Lets a return through to its target only when it can be proven right.</summary>
internal sealed class ReturnGate : ISyncMiddleware<Return>
{
    public ValueTask<SyncOutcome> InvokeAsync(SyncContext<Return> context, SyncStep<Return> next)
    {
        if (context.Envelope.Change.Value is not { } taken)
        {
            return new(SyncOutcome.Skipped("deleted-return"));
        }

        if (taken.Lines.FirstOrDefault(line => line.Quantity <= Quantity.Zero) is { } line)
        {
            return new(SyncOutcome.DeadLettered(Reasons.InvalidQuantity, $"Line {line.Id} takes back {line.Quantity} units."));
        }

        try
        {
            return taken.Imbalance() is { } imbalance ? new(SyncOutcome.DeadLettered(Reasons.Unbalanced, imbalance)) : next(context);
        }
        catch (InvalidOperationException mixed)
        {
            return new(SyncOutcome.DeadLettered(Reasons.Unbalanced, mixed.Message));
        }
    }
}
