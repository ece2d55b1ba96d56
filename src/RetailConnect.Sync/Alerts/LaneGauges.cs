using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace RetailConnect.Sync.Alerts;

/// <summary>The gauges of all lanes that this process works for. Whoever reads them sees the last sample; the store is not asked.</summary>
internal static class LaneGauges
{
    /// <summary>An owner that is gone shows nothing any more, even where nobody hid it: a host that was dropped without being stopped is not kept alive by its figures.</summary>
    private static readonly ConditionalWeakTable<object, LaneSample> Samples = new();

    /// <summary>Creates the gauges; the meter keeps them.</summary>
    static LaneGauges()
    {
        Create(RetailConnectDiagnostics.Imbalance, sample => sample.Tallies.Select(tally => (tally.Lane, tally.Imbalance)));
        Create(RetailConnectDiagnostics.Pending, sample => sample.Tallies.Select(tally => (tally.Lane, tally.Pending)));
        Create(RetailConnectDiagnostics.DeadLetters, sample => sample.Tallies.Select(tally => (tally.Lane, tally.DeadLettered)));
        Create(RetailConnectDiagnostics.OldestPending, sample => sample.Tallies.Select(tally => (tally.Lane, sample.AgeOf(tally.Lane).TotalSeconds)), "s");
    }

    /// <summary>Shows a sample in the place of its owner's last one.</summary>
    public static void Show(object owner, LaneSample sample) => Samples.AddOrUpdate(owner, sample);

    /// <summary>Shows nothing of an owner any more.</summary>
    public static void Hide(object owner) => Samples.Remove(owner);

    private static void Create<T>(string name, Func<LaneSample, IEnumerable<(LaneKey Lane, T Value)>> read, string? unit = null)
        where T : struct =>
        RetailConnectDiagnostics.Meter.CreateObservableGauge(name, () => Samples.SelectMany(shown => read(shown.Value)).Select(item => new Measurement<T>(
            item.Value,
            new KeyValuePair<string, object?>(RetailConnectDiagnostics.TenantTag, item.Lane.Tenant.Value), new(RetailConnectDiagnostics.SyncTag, item.Lane.Sync), new(RetailConnectDiagnostics.TargetTag, item.Lane.Target))), unit);
}

/// <summary>A tenant's lanes at one moment.</summary>
/// <param name="Tallies">Their figures.</param>
/// <param name="Oldest">Since when the envelope that waits longest waits, of each lane in which one does.</param>
/// <param name="Time">The clock.</param>
internal sealed record LaneSample(IReadOnlyList<Tally> Tallies, IReadOnlyDictionary<LaneKey, DateTimeOffset> Oldest, TimeProvider Time)
{
    public TimeSpan AgeOf(LaneKey lane) => Oldest.TryGetValue(lane, out var since) ? Time.GetUtcNow() - since : TimeSpan.Zero;
}
