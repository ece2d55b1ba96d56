using System.Globalization;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Inventory;

/// <summary>Writes stock as physical counts taken when the stock was observed: sales after that still count.</summary>
internal sealed class StockSink(ISquareApi api, ConnectionLinks links, VendorClock clock) : IBatchSink<StockLevel>
{
    public const int AtOnce = 100;
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(24);

    public async ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<StockLevel>> envelopes, CancellationToken cancellationToken)
    {
        var results = new WriteResult[envelopes.Count];
        var lines = new List<(int Index, PhysicalCount Count)>();
        for (var i = 0; i < envelopes.Count; i++)
        {
            try
            {
                lines.Add((i, await CountAsync(envelopes[i], cancellationToken)));
            }
            catch (ConnectorException fault) when (fault.Kind is FaultKind.Rejected or FaultKind.Unmet or FaultKind.Conflict or FaultKind.Unsupported)
            {
                results[i] = WriteResult.Failed(fault);
            }
        }

        foreach (var chunk in lines.Chunk(AtOnce))
        {
            await Isolation.WriteAsync(chunk, WriteAsync, (line, fault) => results[line.Index] = WriteResult.Failed(fault), cancellationToken);
        }

        return results;

        async ValueTask WriteAsync(IReadOnlyList<(int Index, PhysicalCount Count)> chunk)
        {
            await api.ChangeStock(Body([.. chunk.Select(line => line.Count)]), cancellationToken).Needed();
            foreach (var (index, _) in chunk)
            {
                results[index] = WriteResult.Written(new(StockLevel.IdOf(envelopes[index].Value.Sku, envelopes[index].Value.Location)));
            }
        }
    }

    /// <summary>A count that equals the last one is not ignored: a sale may have happened between the two.</summary>
    private static StockChanges Body(IReadOnlyList<PhysicalCount> counts)
    {
        var parts = counts.SelectMany(count => (string[])[count.ReferenceId, count.CatalogObjectId, count.LocationId, count.Quantity, count.OccurredAt]).ToArray();
        return new(IdempotencyKey.Derive(parts).Value, [.. counts.Select(count => new StockChange("PHYSICAL_COUNT", count))], IgnoreUnchangedCounts: false);
    }

    private async ValueTask<PhysicalCount> CountAsync(Envelope<StockLevel> envelope, CancellationToken cancellationToken)
    {
        var level = envelope.Value;
        if (await links.FindAsync(EntityType.Variant, new(level.Sku.Value), cancellationToken) is not { } variation)
        {
            throw new ConnectorException(FaultKind.Unmet, "The SKU was never linked to a variation of the catalogue.") { Reason = Reasons.UnknownSku };
        }

        if (level.Available < Quantity.Zero)
        {
            throw new ConnectorException(FaultKind.Rejected, "Square counts no less than zero units.") { Reason = Reasons.InvalidQuantity };
        }

        var now = clock.Now;
        var observed = level.ObservedAt == default || level.ObservedAt > now ? now : level.ObservedAt;
        return observed < now - Oldest
            ? throw new ConnectorException(FaultKind.Conflict, "The stock was observed more than 24 hours ago, which Square does not take.") { Reason = Reasons.Conflict }
            : new(envelope.IdempotencyKey.Value, variation.Value, "IN_STOCK", level.Location.Value, level.Available.Value.ToString("0.#####", CultureInfo.InvariantCulture), Times.Write(observed));
    }
}
