using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using RetailConnect;

namespace QuickStart;

/// <summary>Listens to RetailConnect's meter: calls to vendors, the time from event to applied, and prices that were read back.</summary>
internal sealed class SyncFigures : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, long> calls = new();
    private readonly ConcurrentDictionary<string, long> proofs = new();
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> latencies = new();
    private volatile bool measuring;

    public SyncFigures()
    {
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Meter.Name == RetailConnectDiagnostics.Name && instrument.Name is RetailConnectDiagnostics.Calls or RetailConnectDiagnostics.Latency or RetailConnectDiagnostics.Proofs)
            {
                heard.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            (instrument.Name == RetailConnectDiagnostics.Proofs ? proofs : calls).AddOrUpdate(Tag(tags, instrument.Name == RetailConnectDiagnostics.Proofs ? RetailConnectDiagnostics.OutcomeTag : RetailConnectDiagnostics.SyncTag), value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
        {
            if (measuring)
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
    public double? Percentile(string sync, double share)
    {
        if (!latencies.TryGetValue(sync, out var bag) || bag.IsEmpty)
        {
            return null;
        }

        var sorted = bag.Order().ToArray();
        return Math.Round(sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))] * 1000);
    }

    public void Dispose() => listener.Dispose();

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
