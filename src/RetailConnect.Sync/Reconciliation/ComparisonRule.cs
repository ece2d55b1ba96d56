namespace RetailConnect.Sync.Reconciliation;

/// <summary>What a canonical type adds to a comparison: what a target should show, from what a source says.</summary>
internal abstract class ComparisonRule<T>
    where T : class
{
    /// <summary>Fields that the sources know.</summary>
    public abstract IReadOnlyList<string> Fields { get; }

    /// <summary>True when what a source's snapshot shows is what the target should show, without a computation of ours.</summary>
    public virtual bool TakesSnapshots => false;

    /// <summary>True when what the target shows and no source has is worth a word: a document may be older than what was compared, and stock of a place that the source does not keep is not ours.</summary>
    public virtual bool TellsOfExtras => false;

    /// <summary>Does to changes what intake does before any step sees them.</summary>
    public virtual ValueTask<IReadOnlyList<Change<T>>> PrepareAsync(string origin, IReadOnlyList<Change<T>> changes, CancellationToken cancellationToken) => new(changes);

    /// <summary>Returns what the target should show of these changes; what it need not show is <see cref="Expectation.IsFree"/>.</summary>
    public abstract ValueTask<IReadOnlyList<Expectation>> ExpectAsync(string origin, IReadOnlyList<Change<T>> changes, CancellationToken cancellationToken);

    /// <summary>Leaves out fields of a source's snapshot that the source does not know: unknown is not none, so they are not compared.</summary>
    public virtual IReadOnlyList<ObservedField> Known(IReadOnlyList<ObservedField> fields) => fields;

    /// <summary>Spells a key of the target as the expectations do; null for what is no business of the sync.</summary>
    public virtual string? KeyOf(Observation observation) => observation.Key;

    /// <summary>Returns what is known of an entity that its source can't map; null for nothing.</summary>
    public virtual Expectation? Unreadable(string origin, Change<T> change) => null;

    /// <summary>True when something that no source has does no harm where it is.</summary>
    public virtual bool IsHarmless(Observation extra) => false;

    /// <summary>Prepares a comparison.</summary>
    /// <param name="from">Documents before it are not compared; null compares all.</param>
    public virtual void Begin(DateTimeOffset? from)
    {
        // Most types need nothing.
    }

    /// <summary>Says of what looks like drift what explains it beyond the entity's own decisions; null for nothing.</summary>
    public virtual ValueTask<(DiscrepancyState State, string Reason)?> ExplainAsync(Difference difference, CancellationToken cancellationToken) => new(default((DiscrepancyState, string)?));

    /// <summary>Returns what is wrong in the target beyond the things that were compared, after these.</summary>
    public virtual ValueTask<IReadOnlyList<Discrepancy>> CheckAsync(Action read, CancellationToken cancellationToken) => new([]);

    /// <summary>Prepares a look at single entities, after the target was looked at and before the sources are.</summary>
    public virtual ValueTask CatchUpAsync(CancellationToken cancellationToken) => default;
}

/// <summary>How the target should show one thing.</summary>
/// <param name="Key">What pairs it.</param>
/// <param name="Entity">The entity in its origin; several things may belong to one.</param>
/// <param name="Canonical">The entity's id inside RetailConnect.</param>
/// <param name="Fields">The fields; one that the source does not know is left out.</param>
internal sealed record Expectation(string Key, ExternalId Entity, CanonicalId Canonical, IReadOnlyList<ObservedField> Fields)
{
    /// <summary>True when the target may have it or not, and as it likes: a rule or a step keeps it away, or its source can't map it.</summary>
    public bool IsFree { get; init; }
}
