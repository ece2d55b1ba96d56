using System.Text.Json.Serialization;

namespace RetailConnect;

/// <summary>What a comparison of a sync's sources with one of its targets found.</summary>
public sealed record Comparison
{
    /// <summary>The way from the sources to the target.</summary>
    public required LaneKey Lane { get; init; }

    /// <summary>Canonical type.</summary>
    public required EntityType Type { get; init; }

    /// <summary>Fields that were compared.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Things that the target should have.</summary>
    public required long Expected { get; init; }

    /// <summary>Things that the target shows.</summary>
    public required long Observed { get; init; }

    /// <summary>Things that differed at first and were looked at a second time.</summary>
    public required long LookedAtAgain { get; init; }

    /// <summary>Pages and requests by key that both sides answered.</summary>
    public required long Reads { get; init; }

    /// <summary>What differed at the second look too, drift first, in the order of the keys.</summary>
    public required IReadOnlyList<Discrepancy> Discrepancies { get; init; }

    /// <summary>How many discrepancies there are; more than the list has when it was cut.</summary>
    public required long Found { get; init; }

    /// <summary>How many of these are drift.</summary>
    public required long Drifts { get; init; }

    /// <summary>How long the drift that is still there has been known, summed over its things, at the end of the comparison.</summary>
    [JsonIgnore]
    public TimeSpan DriftTime => new(Discrepancies.Where(found => found.State is DiscrepancyState.Drift).Sum(found => (EndedAt - found.FirstSeenAt).Ticks));
}
