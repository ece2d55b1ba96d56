using RetailConnect.Sync.Middleware;

namespace RetailConnect.Sync.Catalog;

/// <summary>Has the price of a variant that the target does not know wait while products are still brought there; then it is only late.</summary>
internal sealed class ListPriceWriter(IBatchSink<ListPrice> sink, Func<bool> catalogIsBusy) : IBatchSink<ListPrice>
{
    public async ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<ListPrice>> envelopes, CancellationToken cancellationToken)
    {
        var results = await sink.WriteBatchAsync(envelopes, cancellationToken);
        return catalogIsBusy() ? [.. results.Select(Late)] : results;
    }

    private static WriteResult Late(WriteResult result) => result.Fault is { Kind: FaultKind.Unmet, Reason: Reasons.UnknownSku } fault ? WriteResult.Failed(new(FaultKind.Unmet, fault.Message) { Reason = Recover.Waiting }) : result;
}
