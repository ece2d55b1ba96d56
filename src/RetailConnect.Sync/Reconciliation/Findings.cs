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

    /// <summary>Returns the last comparison with what a look at some keys found since.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="last">Its last comparison; null makes one of these keys alone.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="found">What differs.</param>
    /// <param name="seenAt">When.</param>
    public static Comparison Merge(LaneKey lane, Comparison? last, IReadOnlyCollection<string> keys, IReadOnlyList<Discrepancy> found, DateTimeOffset seenAt)
    {
        var before = last ?? new Comparison
        {
            Lane = lane, Type = EntityType.Product, Fields = [], StartedAt = seenAt, EndedAt = seenAt, Expected = keys.Count, Observed = keys.Count, LookedAtAgain = 0, Reads = 0, Discrepancies = [], Found = 0, Drifts = 0,
        };
        var looked = keys.ToHashSet();
        var gone = before.Discrepancies.Where(item => looked.Contains(item.Key)).ToList();
        var findings = new Findings(before);
        findings.Add([.. before.Discrepancies.Except(gone)], seenAt);
        findings.Add(found, seenAt);
        return before with
        {
            Discrepancies = findings.Kept, Found = before.Found - gone.Count + found.Count,
            Drifts = before.Drifts - gone.Count(item => item.State is DiscrepancyState.Drift) + found.Count(item => item.State is DiscrepancyState.Drift),
        };
    }
}
