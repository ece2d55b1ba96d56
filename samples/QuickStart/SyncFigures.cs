using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using RetailConnect;

namespace QuickStart;

/// <summary>Listens to RetailConnect's meter: calls to vendors, and the time from event to applied.</summary>
internal sealed class SyncFigures : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, long> calls = new();
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> latencies = new();
    private volatile bool measuring;

    public SyncFigures()
    {
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Meter.Name == RetailConnectDiagnostics.Name && instrument.Name is RetailConnectDiagnostics.Calls or RetailConnectDiagnostics.Latency)
            {
                heard.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => calls.AddOrUpdate(Sync(tags), value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
        {
            if (measuring)
            {
                latencies.GetOrAdd(Sync(tags), _ => []).Add(value);
            }
        });
        listener.Start();
    }

    /// <summary>Latencies count from now on: the first load of the channels has none that would mean something.</summary>
    public void BeginDay() => measuring = true;

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

    private static string Sync(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == RetailConnectDiagnostics.SyncTag)
            {
                return tag.Value as string ?? "";
            }
        }

        return "";
    }
}
