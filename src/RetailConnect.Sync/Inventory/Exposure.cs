using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RetailConnect.Sync.Inventory;

/// <summary>Measures how long channels offer what another one has sold: from the sale to the moment at which the last of them was brought in line.</summary>
/// <remarks>Thread-safe. It is in memory only: what was sold before a restart is not measured. Of the sales that wait the oldest are forgotten when there are too many.</remarks>
internal sealed class Exposure(TenantDefinition tenant, TimeProvider time)
{
    private const int MostWaiting = 10_000;
    private const int MostSeen = 50_000;
    private static readonly Histogram<double> Seconds = RetailConnectDiagnostics.Meter.CreateHistogram<double>(RetailConnectDiagnostics.OversellExposure, "s");
    private static readonly UpDownCounter<double> AtRisk = RetailConnectDiagnostics.Meter.CreateUpDownCounter<double>(RetailConnectDiagnostics.OversellUnits);
    private readonly Lock gate = new();
    private readonly Dictionary<(Sku Sku, string Location), List<Sale>> waiting = [];
    private readonly LinkedList<Sale> byAge = [];
    private readonly HashSet<(string Document, string Line)> seen = [];
    private readonly Queue<(string Document, string Line)> seenByAge = [];

    /// <summary>Channels whose stock is written.</summary>
    public IReadOnlyList<string> Channels { get; } = [.. tenant.Syncs.Where(sync => sync.Type == EntityType.StockLevel && !sync.Options.DryRun).SelectMany(sync => sync.To).Distinct()];

    /// <summary>Hears that units were sold; a line of a document counts once.</summary>
    /// <param name="entry">What was sold, as the ledger has it by now.</param>
    /// <param name="happenedAt">When it was sold.</param>
    /// <param name="channels">Channels that offer it and do not know of the sale.</param>
    public void Sold(LedgerEntry entry, DateTimeOffset happenedAt, IEnumerable<string> channels)
    {
        lock (gate)
        {
            var sale = new Sale((entry.Sku, entry.Location), happenedAt, time.GetUtcNow(), entry.Units, [.. channels]);
            if (sale.Channels.Count == 0 || entry.Units <= Quantity.Zero || !seen.Add((entry.Document, entry.Line)))
            {
                return;
            }

            seenByAge.Enqueue((entry.Document, entry.Line));
            if (seenByAge.Count > MostSeen)
            {
                seen.Remove(seenByAge.Dequeue());
            }

            if (!waiting.TryGetValue(sale.Place, out var sales))
            {
                waiting[sale.Place] = sales = [];
            }

            sales.Add(sale);
            byAge.AddLast(sale);
            AtRisk.Add((double)sale.Units.Value, new KeyValuePair<string, object?>(RetailConnectDiagnostics.TenantTag, tenant.Id.Value));
            if (byAge.Count > MostWaiting)
            {
                End(byAge.First!.Value);
            }
        }
    }

    /// <summary>Hears that a channel has a figure that was computed at a time.</summary>
    public void Updated(string channel, Sku sku, string location, DateTimeOffset computedAt)
    {
        lock (gate)
        {
            foreach (var sale in waiting.GetValueOrDefault((sku, location))?.Where(sale => sale.KnownAt <= computedAt && sale.Channels.Remove(channel) && sale.Channels.Count == 0).ToList() ?? [])
            {
                End(sale);
                Seconds.Record(Math.Max(0, (time.GetUtcNow() - sale.HappenedAt).TotalSeconds), new TagList { { RetailConnectDiagnostics.TenantTag, tenant.Id.Value }, { RetailConnectDiagnostics.TargetTag, channel } });
            }
        }
    }

    private void End(Sale sale)
    {
        byAge.Remove(sale);
        if (waiting.TryGetValue(sale.Place, out var sales) && sales.Remove(sale) && sales.Count == 0)
        {
            waiting.Remove(sale.Place);
        }

        AtRisk.Add(-(double)sale.Units.Value, new KeyValuePair<string, object?>(RetailConnectDiagnostics.TenantTag, tenant.Id.Value));
    }

    private sealed class Sale((Sku Sku, string Location) place, DateTimeOffset happenedAt, DateTimeOffset knownAt, Quantity units, HashSet<string> channels)
    {
        public (Sku Sku, string Location) Place { get; } = place;

        public DateTimeOffset HappenedAt { get; } = happenedAt;

        public DateTimeOffset KnownAt { get; } = knownAt;

        public Quantity Units { get; } = units;

        public HashSet<string> Channels { get; } = channels;
    }
}
