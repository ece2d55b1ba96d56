namespace RetailConnect.Sync.Engine;

/// <summary>What a sync's domain adds when a change is accepted: its canonical id, its order, and what must be saved with it.</summary>
internal abstract class IntakeRule<T>
    where T : class
{
    /// <summary>True when a document may change after it was written: its sink brings what is there in line, instead of a person.</summary>
    public virtual bool MayChange => false;

    /// <summary>Prepares one page; whatever it needs to know from the store is read here, once.</summary>
    public abstract ValueTask<IReadOnlyList<Intake<T>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<T>> changes, CancellationToken cancellationToken);

    /// <summary>Hears that intakes are durable.</summary>
    public virtual ValueTask AcceptedAsync(IntakeContext context, IReadOnlyList<Intake<T>> intakes, CancellationToken cancellationToken) => default;

    /// <summary>The content that counts: what is left out may change without a new write.</summary>
    public virtual T Content(T value) => value;

    /// <summary>Tells versions of one entity apart that have the same version and content but must both be delivered; null for none.</summary>
    public virtual string? Salt(T value) => null;
}

/// <summary>Where a page comes from.</summary>
internal sealed record IntakeContext(TenantId Tenant, string Connection, DateTimeOffset Now);

/// <summary>One change with what is saved beside it.</summary>
internal sealed record Intake<T>(Change<T> Change, CanonicalId Canonical)
    where T : class
{
    public string OrderKey { get; init; } = Canonical.Value;

    public DateTimeOffset? HappenedAt { get; init; }

    public IReadOnlyList<CrosswalkLink> Links { get; init; } = [];

    public IReadOnlyList<LedgerEntry> LedgerEntries { get; init; } = [];

    public IReadOnlyList<LedgerClosing> LedgerClosings { get; init; } = [];

    public IReadOnlyList<NewHint> Hints { get; init; } = [];

    /// <summary>When the entity is to be looked at again; null leaves what was agreed before.</summary>
    public Appointment? Appointment { get; init; }
}
