using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>What a comparison takes from the composition of its sync.</summary>
/// <param name="Rule">What the type adds.</param>
/// <param name="Preview">What the partner's steps make of a change; null when there are none.</param>
/// <param name="Desks">Where changes of a source are accepted, by its name.</param>
/// <param name="Proofs">What waits to be read back; null when nothing ever is.</param>
internal sealed record ComparisonParts<T>(ComparisonRule<T> Rule, Preview<T>? Preview, IReadOnlyDictionary<string, IntakeDesk<T>> Desks, PendingProofs? Proofs)
    where T : class;
