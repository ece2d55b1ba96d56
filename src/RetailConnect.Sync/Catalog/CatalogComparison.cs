using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Catalog;

/// <summary>What a channel should show of the catalogue: each variant by its SKU, with price, barcode and whether it may be sold.</summary>
internal sealed class CatalogComparison : ComparisonRule<Product>
{
    public override IReadOnlyList<string> Fields { get; } = [ObservedField.Price, ObservedField.CompareAt, ObservedField.Gtin, ObservedField.Status];

    public override bool TakesSnapshots => true;

    public override bool TellsOfExtras => true;

    public override ValueTask<IReadOnlyList<Expectation>> ExpectAsync(string origin, IReadOnlyList<Change<Product>> changes, CancellationToken cancellationToken) =>
        new([.. changes.SelectMany(change => Expect(change, CanonicalIds.Of(origin, change.Entity)))]);

    public override IReadOnlyList<ObservedField> Known(IReadOnlyList<ObservedField> fields) => [.. fields.Where(field => field is not { Name: ObservedField.Gtin or ObservedField.Price or ObservedField.CompareAt, Value: "" })];

    public override bool IsHarmless(Observation extra) => extra.Fields.Contains(ObservedField.Of(ProductStatus.Archived));

    private IEnumerable<Expectation> Expect(Change<Product> change, CanonicalId canonical) =>
        from variant in change.Value!.Variants
        where !string.IsNullOrWhiteSpace(variant.Sku.Value)
        select new Expectation(variant.Sku.Value, change.Entity, canonical, Known(
        [
            ObservedField.Of(ObservedField.Price, variant.Price.Amount), ObservedField.Of(ObservedField.CompareAt, variant.Price.CompareAt), ObservedField.Of(ObservedField.Gtin, variant.Gtin?.Value),
            ObservedField.Of(change.Value.Status),
        ]));
}
