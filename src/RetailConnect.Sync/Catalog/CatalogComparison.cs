using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Catalog;

/// <summary>What a channel should show of the catalogue: each variant by its SKU, with the price that is in force, barcode and whether it may be sold.</summary>
internal sealed class CatalogComparison(PriceBook prices, bool scheduled) : ComparisonRule<Product>
{
    public override IReadOnlyList<string> Fields { get; } = [ObservedField.Price, ObservedField.CompareAt, ObservedField.Gtin, ObservedField.Status];

    /// <summary>A snapshot of the source shows usual prices.</summary>
    public override bool TakesSnapshots => !scheduled;

    public override bool TellsOfExtras => true;

    public override ValueTask<IReadOnlyList<Change<Product>>> PrepareAsync(string origin, IReadOnlyList<Change<Product>> changes, CancellationToken cancellationToken) => prices.PriceAsync(origin, changes, cancellationToken);

    public override ValueTask<IReadOnlyList<Expectation>> ExpectAsync(string origin, IReadOnlyList<Change<Product>> changes, CancellationToken cancellationToken) =>
        new([.. changes.SelectMany(change => Expect(change, CanonicalIds.Of(origin, change.Entity)))]);

    public override IReadOnlyList<ObservedField> Known(IReadOnlyList<ObservedField> fields) => [.. fields.Where(field => field is not { Name: ObservedField.Gtin or ObservedField.Price or ObservedField.CompareAt, Value: "" })];

    public override bool IsHarmless(Observation extra) => extra.Fields.Contains(ObservedField.Of(ProductStatus.Archived));

    private IEnumerable<Expectation> Expect(Change<Product> change, CanonicalId canonical) =>
        from variant in change.Value!.Variants
        where !string.IsNullOrWhiteSpace(variant.Sku.Value)
        let price = variant.Price.Tidy()
        select new Expectation(variant.Sku.Value, change.Entity, canonical,
        [
            .. Known([ObservedField.Of(ObservedField.Price, price.Amount), ObservedField.Of(ObservedField.CompareAt, price.CompareAt), ObservedField.Of(ObservedField.Gtin, variant.Gtin?.Value), ObservedField.Of(change.Value.Status)]),
            .. price is { CompareAt: null, NoCompareAt: true } ? [ObservedField.Of(ObservedField.CompareAt, default(Money?))] : Array.Empty<ObservedField>(),
        ]);
}
