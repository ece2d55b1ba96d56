using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Inventory;

/// <summary>Writes physical counts, each as of the moment in which the store was looked at: Square applies changes by the time they happened, so a sale after that moment comes on top.</summary>
internal sealed class StockSink(ISquareApi api, ConnectionLinks links) : IBatchSink<StockLevel>
{
    public const int AtOnce = 100;

    public async ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<StockLevel>> envelopes, CancellationToken cancellationToken)
    {
        var results = new WriteResult?[envelopes.Count];
        var lines = new List<Line>();
        for (var i = 0; i < envelopes.Count; i++)
        {
            var level = envelopes[i].Value;
            if (await links.FindAsync(EntityType.Variant, new(level.Sku.Value), cancellationToken) is { } variation)
            {
                lines.Add(new(i, envelopes[i], variation.Value));
            }
            else
            {
                results[i] = WriteResult.Failed(new(FaultKind.Unmet, $"{level.Sku} is not in Square yet.") { Reason = Reasons.UnknownSku });
            }
        }

        await WriteAsync(lines, results, cancellationToken);
        return results!;
    }

    /// <summary>Square refuses a batch as a whole; halving it finds the line that is wrong, and the others are written.</summary>
    private async ValueTask WriteAsync(IReadOnlyList<Line> lines, WriteResult?[] results, CancellationToken cancellationToken)
    {
        if (lines.Count == 0)
        {
            return;
        }

        try
        {
            await api.ChangeAsync(new(Key(lines), [.. lines.Select(Change)], IgnoreUnchangedCounts: false), cancellationToken);
            foreach (var line in lines)
            {
                results[line.Index] = WriteResult.Written(new(StockLevel.IdOf(line.Level.Sku, line.Level.Location)));
            }
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Rejected && lines.Count > 1)
        {
            var half = lines.Count / 2;
            await WriteAsync([.. lines.Take(half)], results, cancellationToken);
            await WriteAsync([.. lines.Skip(half)], results, cancellationToken);
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Rejected)
        {
            results[lines[0].Index] = WriteResult.Failed(fault);
        }
    }

    /// <summary>The key follows from the content, so that a repeat of the same counts has the same key and other counts have another one.</summary>
    private static string Key(IReadOnlyList<Line> lines) => IdempotencyKey.Derive([.. lines.Select(line => $"{line.Envelope.IdempotencyKey}/{line.Level.ObservedAt.UtcTicks}")]).Value;

    private static ChangeWire Change(Line line) => new(
        "PHYSICAL_COUNT", new(line.Variation, "IN_STOCK", line.Level.Location.Value, Math.Max(0, line.Level.Available.Value).ToString("0.#####", System.Globalization.CultureInfo.InvariantCulture), Wires.Time(line.Level.ObservedAt)));

    private sealed record Line(int Index, Envelope<StockLevel> Envelope, string Variation)
    {
        public StockLevel Level => Envelope.Value;
    }
}
