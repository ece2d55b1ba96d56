using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Middleware;

namespace RetailConnect.Sync.Inventory;

/// <summary>Brings a channel's stock to what may be sold, without losing a sale that happens meanwhile.</summary>
/// <remarks>
/// Per batch: 1. see the channel's figures; 2. catch up on the channel's sales, so that every sale before 1 is in the ledger; 3. compute from the ERP's pictures and the
/// sales that they do not contain; 4. swap, on condition that the channel still has the figure of 1. A sale after 1 makes the swap fail, and the line is tried again.
/// </remarks>
internal sealed class StockWriter(IBatchSink<StockLevel> sink, StockWriter.Way way, StockWriter.OtherSyncs others, double mostZeroed, EngineParts parts) : IBatchSink<StockLevel>
{
    private const int SmallBatch = 20;
    private readonly IEntitySource<StockLevel> channel = way.Target.Connection.Part<IEntitySource<StockLevel>>()!;

    public async ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<StockLevel>> envelopes, CancellationToken cancellationToken)
    {
        var results = new WriteResult?[envelopes.Count];
        var lines = new List<Line>();
        for (var i = 0; i < envelopes.Count; i++)
        {
            var line = await PlaceAsync(i, envelopes[i], cancellationToken);
            if (line is null)
            {
                results[i] = WriteResult.Failed(new(FaultKind.Unsupported, "The channel does not have this location.") { Reason = "location-not-in-target" });
            }
            else if (await parts.Crosswalk.FindExternalAsync(new(envelopes[i].Tenant, EntityType.Variant, way.Target.Name), new(line.Erp.Sku.Value), cancellationToken) is null)
            {
                // Known without asking anybody: the catalogue sync has not brought the variant there yet. A kit that a channel does not sell must not park a line each time that one of its parts moves.
                var waits = others.CatalogIsBusy();
                results[i] = WriteResult.Failed(!waits && line.Erp.OnHand is null && envelopes[i].Attempt >= parts.Recovery.MostUnmet
                    ? new(FaultKind.Unsupported, $"'{way.Target.Name}' does not sell {line.Erp.Sku}.") { Reason = "kit-not-in-target" }
                    : new(FaultKind.Unmet, $"{line.Erp.Sku} is not in '{way.Target.Name}' yet.") { Reason = waits ? Recover.Waiting : Reasons.UnknownSku });
            }
            else
            {
                lines.Add(line);
            }
        }

        if (lines.Count > 0)
        {
            await ComputeAsync(lines, cancellationToken);
            await SwapAsync(lines, results, cancellationToken);
            foreach (var line in lines.Where(line => results[line.Index]!.Fault is null))
            {
                way.Exposure.Updated(way.Target.Name, line.Erp.Sku, line.Code, line.ComputedAt);
            }
        }

        return results!;
    }

    private async ValueTask<Line?> PlaceAsync(int index, Envelope<StockLevel> envelope, CancellationToken cancellationToken)
    {
        var level = envelope.Value;
        var code = await parts.Crosswalk.FindCanonicalAsync(new(envelope.Tenant, EntityType.Location, way.Source), level.Location, cancellationToken);
        var there = code is { } known ? await parts.Crosswalk.FindExternalAsync(new(envelope.Tenant, EntityType.Location, way.Target.Name), known, cancellationToken) : null;
        return there is { } location ? new Line(index, envelope, code!.Value.Value, location) : null;
    }

    private async ValueTask ComputeAsync(List<Line> lines, CancellationToken cancellationToken)
    {
        var seenAt = parts.Time.GetUtcNow();
        var seen = (await channel.ReadAsync([.. lines.Select(line => line.Id)], cancellationToken)).Where(change => change.Value is not null).ToDictionary(change => change.Entity, change => change.Value!);
        await others.CatchUpAsync(cancellationToken);
        var computedAt = parts.Time.GetUtcNow();
        var offers = await way.Sellable.ComputeAsync(lines[0].Envelope.Tenant, [.. lines.Select(line => (line.Erp, line.Code))], cancellationToken);
        foreach (var (line, offer) in lines.Zip(offers))
        {
            var known = seen.GetValueOrDefault(line.Id);
            line.Expected = known?.Available;
            line.SeenAt = known is { ObservedAt: var at } && at > DateTimeOffset.MinValue ? at : seenAt;
            (line.Available, line.Fault, line.ComputedAt) = (offer.Available, offer.Fault, computedAt);
        }
    }

    private async ValueTask SwapAsync(List<Line> lines, WriteResult?[] results, CancellationToken cancellationToken)
    {
        var changed = new List<Line>();
        foreach (var line in lines)
        {
            if (line.Fault is { } fault)
            {
                results[line.Index] = WriteResult.Failed(fault);
            }
            else if (line.Available is null)
            {
                results[line.Index] = WriteResult.Failed(new(FaultKind.Unsupported, "The ERP's figure, or that of a part, is unknown, which is not zero.") { Reason = "stock-unknown" });
            }
            else if (line.Available == line.Expected)
            {
                results[line.Index] = WriteResult.Written(new WriteReceipt(line.Id) { Unchanged = true });
            }
            else
            {
                changed.Add(line);
            }
        }

        if (Zeroes(lines) is { } zeroes)
        {
            changed.ForEach(line => results[line.Index] = WriteResult.Failed(zeroes));
            return;
        }

        if (changed.Count > 0)
        {
            var written = await sink.WriteBatchAsync([.. changed.Select(ToWrite)], cancellationToken);
            for (var i = 0; i < changed.Count; i++)
            {
                results[changed[i].Index] = written[i];
            }
        }
    }

    /// <summary>Stops a batch that would empty the shelves.</summary>
    private ConnectorException? Zeroes(List<Line> lines)
    {
        var zeroed = lines.Count(line => line.Available == Quantity.Zero && line.Expected > Quantity.Zero);
        return lines.Count >= SmallBatch && zeroed > lines.Count * mostZeroed
            ? new(FaultKind.Rejected, $"{zeroed} of {lines.Count} stock levels would fall to zero at once.") { Reason = "mass-zero", Advice = "Check the ERP's stock page. If the zeroes are right, raise MostZeroed and replay." }
            : null;
    }

    private static Envelope<StockLevel> ToWrite(Line line) => line.Envelope with
    {
        TargetId = line.Id,
        IdempotencyKey = line.Envelope.IdempotencyKey.For($"{line.Expected}>{line.Available}"),
        Change = line.Envelope.Change with
        {
            Value = new StockLevel { Sku = line.Erp.Sku, Location = line.There, Available = line.Available!.Value, Expected = line.Expected, ObservedAt = line.SeenAt },
        },
    };

    /// <summary>From where to where.</summary>
    /// <param name="Target">The channel.</param>
    /// <param name="Source">Connection whose stock is the truth.</param>
    /// <param name="Sellable">What the channel may offer.</param>
    /// <param name="Exposure">Hears what was brought in line.</param>
    internal sealed record Way(ConnectionRuntime Target, string Source, SellableStock Sellable, Exposure Exposure);

    /// <summary>What the tenant's other syncs do for the channel.</summary>
    /// <param name="CatchUpAsync">Reads the channel's own sales.</param>
    /// <param name="CatalogIsBusy">True while products are still brought there, so that a missing one is only late.</param>
    internal sealed record OtherSyncs(Func<CancellationToken, Task> CatchUpAsync, Func<bool> CatalogIsBusy);

    private sealed class Line(int index, Envelope<StockLevel> envelope, string code, ExternalId there)
    {
        public int Index { get; } = index;

        public Envelope<StockLevel> Envelope { get; } = envelope;

        public StockLevel Erp { get; } = envelope.Value;

        public string Code { get; } = code;

        public ExternalId There { get; } = there;

        public ExternalId Id { get; } = StockLevel.IdOf(envelope.Value.Sku, there);

        public Quantity? Expected { get; set; }

        public DateTimeOffset SeenAt { get; set; }

        public Quantity? Available { get; set; }

        public ConnectorException? Fault { get; set; }

        public DateTimeOffset ComputedAt { get; set; }
    }
}
