namespace RetailConnect;

/// <summary>A change on its way to one target.</summary>
/// <typeparam name="T">Canonical type.</typeparam>
public sealed record Envelope<T>
    where T : class
{
    /// <summary>Position in the inbox.</summary>
    public required long Id { get; init; }

    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Name of the sync.</summary>
    public required string Sync { get; init; }

    /// <summary>Connection that was read.</summary>
    public required string Origin { get; init; }

    /// <summary>Connection that is written.</summary>
    public required string Target { get; init; }

    /// <summary>The change.</summary>
    public required Change<T> Change { get; init; }

    /// <summary>The entity's id inside RetailConnect.</summary>
    public required CanonicalId Canonical { get; init; }

    /// <summary>The target's id of the entity, from the crosswalk; null when it was never written there.</summary>
    public ExternalId? TargetId { get; init; }

    /// <summary>Key of this one effect.</summary>
    public required IdempotencyKey IdempotencyKey { get; init; }

    /// <summary>Number of this attempt, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>True when an earlier call was announced whose result was never saved.</summary>
    public bool Intended { get; init; }

    /// <summary>When the change happened, where its source dates it; otherwise when it, or the hint that led to it, was accepted.</summary>
    public DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The changed entity.</summary>
    /// <exception cref="ConnectorException">The change is a delete, which the caller does not support.</exception>
    public T Value => Change.Value ?? throw new ConnectorException(FaultKind.Unsupported, $"'{Target}' does not take deletes of {EntityType.Of<T>()}.") { Reason = "delete-unsupported" };
}
