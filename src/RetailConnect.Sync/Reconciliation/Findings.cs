namespace RetailConnect.Sync.Reconciliation;

/// <summary>Gathers what a comparison found: all of it is counted, and as much is kept as a person can look through, drift first.</summary>
/// <param name="last">The last comparison, which knows since when something is wrong; null when there is none.</param>
internal sealed class Findings(Comparison? last)
{
    public const int Most = 10_000;
    private readonly Dictionary<(string Key, DiscrepancyKind Kind), DateTimeOffset> since =
        last?.Discrepancies.DistinctBy(item => (item.Key, item.Kind)).ToDictionary(item => (item.Key, item.Kind), item => item.FirstSeenAt) ?? [];

    public IReadOnlyList<Discrepancy> Kept { get; private set; } = [];

    public long Count { get; private set; }

    public long Drifts { get; private set; }

    /// <summary>Adds what was found.</summary>
    /// <param name="found">The discrepancies.</param>
    /// <param name="seenAt">Since when what was not known before is wrong.</param>
    public void Add(IReadOnlyList<Discrepancy> found, DateTimeOffset seenAt)
    {
        Count += found.Count;
        Drifts += found.Count(item => item.State is DiscrepancyState.Drift);
        Kept =
        [
            .. Kept.Concat(found.Select(item => item with { FirstSeenAt = since.TryGetValue((item.Key, item.Kind), out var first) ? first : seenAt }))
                .OrderByDescending(item => item.State).ThenBy(item => item.Key, StringComparer.Ordinal).Take(Most),
        ];
    }
}
