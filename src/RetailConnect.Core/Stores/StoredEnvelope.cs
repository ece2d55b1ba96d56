namespace RetailConnect;

/// <summary>An envelope that waits for its delivery.</summary>
public sealed record StoredEnvelope
{
    /// <summary>Position in the inbox; later is larger.</summary>
    public required long Id { get; init; }

    /// <summary>What was saved.</summary>
    public required NewEnvelope Envelope { get; init; }

    /// <summary>Attempts made so far.</summary>
    public required int Attempts { get; init; }

    /// <summary>Earliest time of the next attempt; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>True when a call was announced whose result was never saved.</summary>
    public bool Intended { get; init; }
}
