namespace RetailConnect.Sync.Reconciliation;

/// <summary>What an ERP should show of documents: each by our reference, with its total, or with what is booked of its payments.</summary>
/// <remarks>References are code fields, which an ERP may spell in capital letters; both sides are compared in these. A document that bears a reference of no source of the sync is none of its business.</remarks>
/// <param name="origins">Sources of the sync.</param>
/// <param name="total">What a document comes to in the shop's currency; null when the ERP need not have it.</param>
/// <param name="field">Field that shows it.</param>
internal sealed class DocumentComparison<T>(IReadOnlyList<string> origins, Func<T, Money?> total, string field = ObservedField.Total) : ComparisonRule<T>
    where T : class
{
    public override IReadOnlyList<string> Fields { get; } = [field];

    public override ValueTask<IReadOnlyList<Expectation>> ExpectAsync(string origin, IReadOnlyList<Change<T>> changes, CancellationToken cancellationToken) =>
        new([.. changes.Select(change => Expect(origin, change, total(change.Value!)))]);

    public override Expectation Unreadable(string origin, Change<T> change) => Expect(origin, change, null);

    public override string? KeyOf(Observation observation) =>
        origins.Any(origin => observation.Key.StartsWith($"{origin}-", StringComparison.OrdinalIgnoreCase)) ? observation.Key.ToUpperInvariant() : null;

    private Expectation Expect(string origin, Change<T> change, Money? owed) => Of(change.Entity, CanonicalIds.Of(origin, change.Entity), owed);

    private Expectation Of(ExternalId entity, CanonicalId canonical, Money? owed) =>
        new(canonical.Value.ToUpperInvariant(), entity, canonical, [ObservedField.Of(Fields[0], owed)]) { IsFree = owed is null };
}
