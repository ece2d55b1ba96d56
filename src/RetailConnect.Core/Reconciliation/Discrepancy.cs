namespace RetailConnect;

/// <summary>One thing that the two sides of a sync do not agree on.</summary>
public sealed record Discrepancy
{
    /// <summary>What pairs both sides, as the target spells it: a SKU, SKU and location, or our reference of a document.</summary>
    public required string Key { get; init; }

    /// <summary>What is wrong.</summary>
    public required DiscrepancyKind Kind { get; init; }

    /// <summary>What is known of the cause.</summary>
    public required DiscrepancyState State { get; init; }

    /// <summary>Kebab-case reason of the state; of an explained one the reason of the decision.</summary>
    public required string Reason { get; init; }

    /// <summary>Connection that says how it should be; null when none knows it.</summary>
    public string? Origin { get; init; }

    /// <summary>The entity's id there.</summary>
    public ExternalId? SourceEntity { get; init; }

    /// <summary>The entity's id in the target.</summary>
    public ExternalId? TargetEntity { get; init; }

    /// <summary>The fields that differ; empty unless the kind is <see cref="DiscrepancyKind.Different"/>.</summary>
    public IReadOnlyList<FieldDifference> Fields { get; init; } = [];

    /// <summary>The first comparison that found it, of those that found it ever since.</summary>
    public required DateTimeOffset FirstSeenAt { get; init; }
}
