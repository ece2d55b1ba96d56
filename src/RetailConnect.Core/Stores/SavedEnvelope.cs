namespace RetailConnect;

/// <summary>An envelope as it is saved, without its content.</summary>
public sealed record SavedEnvelope
{
    /// <summary>Position in the inbox.</summary>
    public required long Id { get; init; }

    /// <summary>Its lane.</summary>
    public required LaneKey Lane { get; init; }

    /// <summary>Connection that was read.</summary>
    public required string Origin { get; init; }

    /// <summary>The entity's id there.</summary>
    public required ExternalId Entity { get; init; }

    /// <summary>The source's version.</summary>
    public required string Version { get; init; }

    /// <summary>Key of its one effect.</summary>
    public required IdempotencyKey Key { get; init; }

    /// <summary>How it ended; null while it waits.</summary>
    public OutcomeKind? State { get; init; }

    /// <summary>Reason of the state, or of the wait; null when there is none.</summary>
    public string? Reason { get; init; }

    /// <summary>What happened, of a dead letter.</summary>
    public string? Detail { get; init; }

    /// <summary>What a person can do, of a dead letter.</summary>
    public string? Advice { get; init; }

    /// <summary>Attempts made.</summary>
    public int Attempts { get; init; }

    /// <summary>Earliest time of the next attempt; null for none or at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When it was recorded, together with the hint or cursor that led to it; when the store did not note that yet, when its change was accepted.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When a call whose result might stay unknown was announced; null when none was.</summary>
    public DateTimeOffset? AnnouncedAt { get; init; }

    /// <summary>The target's id of the entity, as its receipt says; null when nothing was applied.</summary>
    public ExternalId? Receipt { get; init; }

    /// <summary>When it came to its state.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How its attempts ended, oldest first, as far as they are on record; a first success is not.</summary>
    public IReadOnlyList<StoredOutcome> Attempted { get; init; } = [];
}
