namespace RetailConnect.Sync.Reconciliation;

/// <summary>Counts what a comparison reads, and reports it.</summary>
internal sealed class Counts(LaneKey lane, IProgress<ComparisonProgress>? progress)
{
    private long? total;

    public long Expected { get; private set; }

    public long Observed { get; private set; }

    public long Reads { get; private set; }

    /// <summary>Things that were looked at again.</summary>
    public long Looked { get; private set; }

    public void Read() => Reads++;

    public void Expect(int things, long? stated)
    {
        Expected += things;
        total = stated ?? total;
        Report();
    }

    public void Observe(int things)
    {
        Observed += things;
        Report();
    }

    public void Look(int things)
    {
        Looked += things;
        Report();
    }

    private void Report() => progress?.Report(new(lane, Expected, total, Observed, Looked, Reads));
}
