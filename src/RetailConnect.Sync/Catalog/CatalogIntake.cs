using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Catalog;

/// <summary>Accepts products.</summary>
internal sealed class CatalogIntake : IntakeRule<Product>
{
    public override ValueTask<IReadOnlyList<Intake<Product>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<Product>> changes, CancellationToken cancellationToken) =>
        new([.. changes.Select(change => new Intake<Product>(change, CanonicalIds.Of(context.Connection, change.Entity)))]);
}
