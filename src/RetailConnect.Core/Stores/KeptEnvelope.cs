namespace RetailConnect;

/// <summary>An envelope that a store keeps, with its content.</summary>
/// <param name="Id">Position in the inbox.</param>
/// <param name="State">How it ended; null while it waits.</param>
/// <param name="Origin">Connection that was read.</param>
/// <param name="Entity">The entity's id there.</param>
/// <param name="Canonical">The entity's id inside RetailConnect.</param>
/// <param name="Key">Key of its one effect.</param>
/// <param name="Body">Canonical JSON; empty for a delete and for what its source could not map.</param>
public sealed record KeptEnvelope(long Id, OutcomeKind? State, string Origin, ExternalId Entity, CanonicalId Canonical, IdempotencyKey Key, ReadOnlyMemory<byte> Body)
{
    /// <summary>True when its history, or what it said as a dead letter, has words that are no reasons: a vendor's or a person's.</summary>
    public bool HasTexts { get; init; }
}
