using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Catalog;

/// <summary>Accepts prices of price lists; a crossed-out price that is not above the price is none.</summary>
internal sealed class ListPriceIntake : IntakeRule<ListPrice>
{
    public override ValueTask<IReadOnlyList<Intake<ListPrice>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<ListPrice>> changes, CancellationToken cancellationToken) =>
        new([.. changes.Select(change => new Intake<ListPrice>(change.Value is { } price ? change with { Value = price with { Price = price.Price.Tidy() } } : change, CanonicalIds.Of(context.Connection, change.Entity)))]);
}
