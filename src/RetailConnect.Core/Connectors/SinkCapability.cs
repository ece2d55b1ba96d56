namespace RetailConnect;

/// <summary>A connection can write a canonical type.</summary>
/// <param name="Type">The type.</param>
/// <param name="Proof">How one effect is proven.</param>
/// <param name="Batch">Most envelopes of one call.</param>
/// <param name="Parallel">Most calls in flight at once.</param>
public sealed record SinkCapability(EntityType Type, WriteProof Proof, int Batch, int Parallel) : Capability
{
    /// <summary>True when what was written can be looked up.</summary>
    public bool LooksUp { get; init; }

    /// <summary>True when what was written is brought in line with what changes later; documents of other sinks are then left to a person.</summary>
    public bool Amends { get; init; }
}
