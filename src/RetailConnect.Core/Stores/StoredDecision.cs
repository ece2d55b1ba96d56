namespace RetailConnect;

/// <summary>A person's decision, to be carried out. Only what is still parked takes it.</summary>
public sealed record StoredDecision
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The envelopes.</summary>
    public required IReadOnlyList<long> Envelopes { get; init; }

    /// <summary>What was decided.</summary>
    public required DecisionKind Kind { get; init; }

    /// <summary>Who decided; null when nobody said.</summary>
    public string? By { get; init; }

    /// <summary>Why, in the person's words.</summary>
    public string? Why { get; init; }

    /// <summary>The content of an edit, which is of one envelope.</summary>
    public EditedContent? Edit { get; init; }

    /// <summary>Saved in the same transaction when a resolved or dismissed envelope was still parked; such a decision is of one envelope.</summary>
    public StoreCommit With { get; init; } = new();
}
