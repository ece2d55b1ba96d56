namespace RetailConnect.Sync.Reconciliation;

/// <summary>What an ERP should show of documents: each by our reference, with its total.</summary>
/// <remarks>References are code fields, which an ERP may spell in capital letters; both sides are compared in these. A document that bears a reference of no source of the sync is none of its business.</remarks>
/// <param name="origins">Sources of the sync.</param>
/// <param name="total">What a document comes to in the shop's currency; null when the ERP need not have it.</param>
internal sealed class DocumentComparison<T>(IReadOnlyList<string> origins, Func<T, Money?> total) : ComparisonRule<T>
    where T : class
{
    public override IReadOnlyList<string> Fields { get; } = [ObservedField.Total];

    public override ValueTask<IReadOnlyList<Expectation>> ExpectAsync(string origin, IReadOnlyList<Change<T>> changes, CancellationToken cancellationToken) =>
        new([.. changes.Where(change => total(change.Value!) is not null).Select(change => Expect(change, CanonicalIds.Of(origin, change.Entity)))]);

    public override string? KeyOf(Observation observation) =>
        origins.Any(origin => observation.Key.StartsWith($"{origin}-", StringComparison.OrdinalIgnoreCase)) ? observation.Key.ToUpperInvariant() : null;

    private Expectation Expect(Change<T> change, CanonicalId canonical) =>
        new(canonical.Value.ToUpperInvariant(), change.Entity, canonical, [ObservedField.Of(ObservedField.Total, total(change.Value!))]);
}
