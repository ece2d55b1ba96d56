namespace RetailConnect;

/// <summary>An envelope to save; one whose key the lane already has is dropped as a repeat.</summary>
public sealed record NewEnvelope
{
    /// <summary>Queue that it joins.</summary>
    public required LaneKey Lane { get; init; }

    /// <summary>Canonical type.</summary>
    public required EntityType Type { get; init; }

    /// <summary>Connection that was read.</summary>
    public required string Origin { get; init; }

    /// <summary>The entity's id in the origin.</summary>
    public required ExternalId Entity { get; init; }

    /// <summary>The entity's id inside RetailConnect.</summary>
    public required CanonicalId Canonical { get; init; }

    /// <summary>Envelopes of a lane with the same value are delivered in order, one at a time.</summary>
    public required string OrderKey { get; init; }

    /// <summary>The source's version.</summary>
    public required string Version { get; init; }

    /// <summary>Recognises a repeat and is the key of the effect.</summary>
    public required IdempotencyKey Key { get; init; }

    /// <summary>Fingerprint of the content; empty for a delete.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Canonical JSON; empty for a delete.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Why the entity could not be mapped: the envelope is accepted as a dead letter at once; null for a healthy one.</summary>
    public StoredFault? Fault { get; init; }

    /// <summary>When the change happened, where its source dates it; otherwise when it, or the hint that led to it, was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }
}
