namespace RetailConnect;

/// <summary>One event of a story.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What it is.</param>
public sealed record ExplainedEvent(DateTimeOffset At, ExplainedKind Kind)
{
    /// <summary>Connection over which something came, or that was read; null for what concerns none.</summary>
    public string? Origin { get; init; }

    /// <summary>The entity's id in the origin.</summary>
    public string? Id { get; init; }

    /// <summary>Name of the sync; null outside an envelope.</summary>
    public string? Sync { get; init; }

    /// <summary>Connection that is written; null outside an envelope.</summary>
    public string? Target { get; init; }

    /// <summary>The envelope's position in the inbox; null outside an envelope.</summary>
    public long? Envelope { get; init; }

    /// <summary>The source's version; of an accepted change.</summary>
    public string? Version { get; init; }

    /// <summary>Key of the one effect; of an accepted change.</summary>
    public string? Key { get; init; }

    /// <summary>True when a hint led to the read, false when a poll or a sweep found the change; of an accepted change.</summary>
    public bool? ByHint { get; init; }

    /// <summary>Attempts made by then.</summary>
    public int? Attempts { get; init; }

    /// <summary>Kebab-case reason of a decision.</summary>
    public string? Reason { get; init; }

    /// <summary>What happened, of a dead letter.</summary>
    public string? Detail { get; init; }

    /// <summary>What a person can do, of a dead letter.</summary>
    public string? Advice { get; init; }

    /// <summary>Earliest time of the next attempt.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>What the target answered: its id of the entity.</summary>
    public string? Receipt { get; init; }

    /// <summary>Entries of the ledger.</summary>
    public long? Entries { get; init; }
}
