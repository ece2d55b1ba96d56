namespace RetailConnect;

/// <summary>How an attempt ended, to be saved. Only a pending envelope takes an outcome; for any other the record is ignored.</summary>
public sealed record StoredOutcome
{
    /// <summary>The envelope.</summary>
    public required long Envelope { get; init; }

    /// <summary>How the attempt ended.</summary>
    public required OutcomeKind Kind { get; init; }

    /// <summary>Kebab-case reason; null for a plain success.</summary>
    public string? Reason { get; init; }

    /// <summary>What happened, for people.</summary>
    public string? Detail { get; init; }

    /// <summary>What a person can do.</summary>
    public string? Advice { get; init; }

    /// <summary>The target's id of the entity, as its receipt says, when applied.</summary>
    public ExternalId? Receipt { get; init; }

    /// <summary>Earliest time of the next attempt, when deferred.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>True when the envelope only waited and nothing was attempted; such a deferral is no part of its history.</summary>
    public bool Waited { get; init; }

    /// <summary>True when a deferral takes an announced call back, because it is known to have had no effect.</summary>
    public bool TakenBack { get; init; }

    /// <summary>True when a call that was announced stays so in the dead letter: it is looked up before a replay may repeat it.</summary>
    public bool StaysIntended { get; init; }

    /// <summary>Attempts made so far.</summary>
    public int Attempts { get; init; }

    /// <summary>When the attempt ended.</summary>
    public required DateTimeOffset At { get; init; }
}
