using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using RetailConnect;

namespace QuickStart;

/// <summary>Listens to RetailConnect's meter: calls to vendors, the time from event to applied, prices that were read back, and how long channels offered what another one had sold.</summary>
internal sealed class SyncFigures : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, long> calls = new();
    private readonly ConcurrentDictionary<string, long> proofs = new();
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> latencies = new();
    private readonly ConcurrentBag<double> exposures = [];
    private volatile bool measuring;

    public SyncFigures()
    {
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Meter.Name == RetailConnectDiagnostics.Name && instrument.Name is RetailConnectDiagnostics.Calls or RetailConnectDiagnostics.Latency or RetailConnectDiagnostics.Proofs or RetailConnectDiagnostics.OversellExposure)
            {
                heard.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            (instrument.Name == RetailConnectDiagnostics.Proofs ? proofs : calls).AddOrUpdate(Tag(tags, instrument.Name == RetailConnectDiagnostics.Proofs ? RetailConnectDiagnostics.OutcomeTag : RetailConnectDiagnostics.SyncTag), value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (instrument.Name == RetailConnectDiagnostics.OversellExposure)
            {
                exposures.Add(value);
            }
            else if (measuring)
            {
                latencies.GetOrAdd(Tag(tags, RetailConnectDiagnostics.SyncTag), _ => []).Add(value);
            }
        });
        listener.Start();
    }

    /// <summary>Latencies count from now on: the first load of the channels has none that would mean something.</summary>
    public void BeginDay() => measuring = true;

    /// <summary>Prices that were read back a while after they were written: <c>live</c> or <c>wrong</c>.</summary>
    public long Proofs(string outcome) => proofs.GetValueOrDefault(outcome);

    public long Calls(string sync) => calls.GetValueOrDefault(sync);

    /// <summary>Returns a percentile in milliseconds; null when nothing was applied.</summary>
    public double? Percentile(string sync, double share) => latencies.TryGetValue(sync, out var bag) ? Percentile(bag, share) : null;

    /// <summary>From a sale to the last channel that heard of it.</summary>
    public Exposed Exposure => new(exposures.Count, Percentile(exposures, 0.50), Percentile(exposures, 0.99));

    public void Dispose() => listener.Dispose();

    private static double? Percentile(ConcurrentBag<double> bag, double share)
    {
        var sorted = bag.Order().ToArray();
        return sorted.Length == 0 ? null : Math.Round(sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))] * 1000);
    }

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
            {
                return tag.Value as string ?? "";
            }
        }

        return "";
    }
}

/// <summary>How long channels offered what another one had sold.</summary>
internal sealed record Exposed(int Sold, double? P50Ms, double? P99Ms);
