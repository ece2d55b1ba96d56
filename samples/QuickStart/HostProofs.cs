using RetailConnect;
using RetailConnect.Sandbox.Retail;

namespace QuickStart;

/// <summary>The proofs that only the host can give; the judge of the sandbox sees nothing of the host.</summary>
internal static class HostProofs
{
    private const int MostExamples = 5;

    /// <summary>Everything that was accepted is accounted for, and nothing waits.</summary>
    public static Proof Conservation(TenantStatus status)
    {
        var wrong = status.Lanes.Where(lane => lane.Imbalance != 0).Select(lane => $"{lane.Lane} is off by {lane.Imbalance}").ToList();
        if (status.Waiting != 0)
        {
            wrong.Add($"{status.Waiting} wait");
        }

        var accepted = status.Lanes.Sum(lane => lane.Accepted);
        return wrong.Count == 0
            ? new("conservation", true, $"{accepted} accepted = applied + skipped + superseded + dead-lettered, nothing waits")
            : new("conservation", false, string.Join("; ", wrong));
    }

    /// <summary>The simulated day holds nothing that a person would have to decide, so a dead letter means that something went wrong.</summary>
    public static Proof NoDeadLetters(IReadOnlyList<DeadLetter> parked) => parked.Count == 0
        ? new("dead letters", true, "none")
        : new("dead letters", false, $"{parked.Count}: {string.Join("; ", parked.Take(MostExamples).Select(letter => $"{letter.Lane.Sync} {letter.Entity}: {letter.Reason}, {letter.Detail}"))}");

    /// <summary>Both sides of each sync agree when they are compared without a cursor, and each price that changed was read back in the channels.</summary>
    public static Proof Reconciled(IReadOnlyList<Comparison> comparisons, long live, long wrong)
    {
        var differing = comparisons.SelectMany(found => found.Discrepancies.Select(item => $"{found.Lane.Sync} of {found.Lane.Target}, {item.Key}: {item.Kind}, {item.Reason}")).ToList();
        return differing.Count == 0 && wrong == 0
            ? new("reconciliation", true, $"{comparisons.Sum(found => found.Expected)} things compared in {comparisons.Count} lanes, none differs; {live} prices read back in the channels, all live")
            : new("reconciliation", false, $"{differing.Count} differ, {wrong} prices were not live: {string.Join("; ", differing.Take(MostExamples))}");
    }

    /// <summary>Each stretch of the day came to rest within the limit; one that did not leaves the other proofs without a meaning.</summary>
    public static Proof CameToRest(IReadOnlyList<(string Stretch, bool Done)> stretches, TimeSpan limit)
    {
        var open = stretches.Where(stretch => !stretch.Done).Select(stretch => $"'{stretch.Stretch}'").ToList();
        return open.Count == 0 ? new("came to rest", true, string.Join(", ", stretches.Select(stretch => stretch.Stretch))) : new("came to rest", false, $"{string.Join(", ", open)} did not come to an end within {limit.TotalSeconds} s");
    }
}
