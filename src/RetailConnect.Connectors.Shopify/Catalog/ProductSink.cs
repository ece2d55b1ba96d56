using RetailConnect.Connectors.Shopify.Catalog.Bulk;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Writes products: many by a bulk operation, few by a call each.</summary>
internal sealed class ProductSink(ProductWriter writer, BulkWriter bulk, BulkChoice choice, BulkGate gate, ProductExtras extras) : IBatchSink<Product>
{
    public const int AtOnce = 1000;
    private const int CallsAtOnce = 8;

    public async ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<Product>> envelopes, CancellationToken cancellationToken)
    {
        await gate.EnterAsync(cancellationToken);
        var results = new WriteResult?[envelopes.Count];
        var plans = await extras.PrepareAsync(envelopes, results, cancellationToken);
        if (choice.IsBulk(envelopes))
        {
            await bulk.WriteAsync(envelopes, results, cancellationToken);
        }

        var next = -1;
        ConnectorException? refused = null;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(CallsAtOnce, envelopes.Count)).Select(_ => WriteSinglyAsync()));
        await extras.WriteAsync(envelopes, plans, results, cancellationToken);
        return results!;

        async Task WriteSinglyAsync()
        {
            for (var index = Interlocked.Increment(ref next); index < results.Length; index = Interlocked.Increment(ref next))
            {
                results[index] ??= refused is { } fault ? WriteResult.Failed(fault) : await WriteAsync(envelopes[index], cancellationToken);

                // With credentials that are refused the others need not be tried.
                refused ??= results[index]!.Fault is { Kind: FaultKind.Unauthorized } known ? known : null;
            }
        }
    }

    private async ValueTask<WriteResult> WriteAsync(Envelope<Product> envelope, CancellationToken cancellationToken)
    {
        try
        {
            return WriteResult.Written(await writer.WriteAsync(envelope, cancellationToken));
        }
        catch (ConnectorException fault)
        {
            return WriteResult.Failed(fault);
        }
    }
}
