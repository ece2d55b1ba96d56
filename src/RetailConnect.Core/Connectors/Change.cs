namespace RetailConnect;

/// <summary>One upsert or delete of an entity, as its source saw it.</summary>
/// <typeparam name="T">Canonical type.</typeparam>
public sealed record Change<T>
    where T : class
{
    /// <summary>Id of the entity in the system that was read.</summary>
    public required ExternalId Entity { get; init; }

    /// <summary>The source's version of the entity (a revision, or the time of its last change); equal versions mean equal content.</summary>
    public required string Version { get; init; }

    /// <summary>When the entity changed, by its system's clock; null when the system does not say. It dates what a poll finds, so that a lost webhook counts as waiting.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>The entity; null for a delete, and for an entity that could not be mapped.</summary>
    public T? Value { get; init; }

    /// <summary>Why the entity could not be mapped; null when it could. The engine dead-letters the change, the rest of the page goes on.</summary>
    public ConnectorException? Fault { get; init; }

    /// <summary>True when the system said that the entity is gone. Absence alone never makes a delete.</summary>
    public bool IsDelete => Value is null && Fault is null;

    /// <summary>Entity whose changes this one must stay in order with; the entity itself unless the source says otherwise.</summary>
    public ExternalId? OrderedWith { get; init; }

    /// <summary>Ids that the read brought to light, for example of a product's variants; saved in the crosswalk, in the scope of the connection that was read.</summary>
    public IReadOnlyList<EntityLink> Links { get; init; } = [];
}
