namespace RetailConnect.Connectors.Shopify.Inventory;

/// <summary>Writes the quantities that can be sold, by compare-and-swap.</summary>
internal sealed class StockSink(StockPlaces places, StockActivation activation, StockWriter writer) : IBatchSink<StockLevel>
{
    public const int AtOnce = 250;

    public async ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<StockLevel>> envelopes, CancellationToken cancellationToken)
    {
        var results = new WriteResult?[envelopes.Count];
        var lines = new List<StockLine>(envelopes.Count);
        for (var i = 0; i < envelopes.Count; i++)
        {
            try
            {
                var quantity = await places.FindAsync(envelopes[i], cancellationToken);
                lines.Add(new(i, StockLevel.IdOf(envelopes[i].Value.Sku, quantity.LocationId), envelopes[i].IdempotencyKey, quantity));
            }
            catch (ConnectorException fault)
            {
                results[i] = WriteResult.Failed(fault);
            }
        }

        await writer.WriteAsync(await activation.ActivateAsync(lines, results, cancellationToken), results, cancellationToken);
        return results!;
    }
}
