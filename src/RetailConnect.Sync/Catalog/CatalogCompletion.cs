using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Catalog;

/// <summary>Has a target read back a while after a product that it had already was written again.</summary>
/// <param name="proofs">What waits, by target.</param>
/// <param name="crosswalk">Knows what a target had before this commit.</param>
internal sealed class CatalogCompletion(IReadOnlyDictionary<LaneKey, PendingProofs> proofs, ICrosswalk crosswalk) : CompletionRule<Product>
{
    public override async ValueTask<StoreCommit> CompleteAsync(Envelope<Product> envelope, StoreCommit commit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (commit.Outcomes.Any(outcome => outcome.Envelope == envelope.Id && outcome.Kind is OutcomeKind.Applied)
            && proofs.TryGetValue(new(envelope.Tenant, envelope.Sync, envelope.Target), out var waiting)
            && await crosswalk.FindExternalAsync(new(envelope.Tenant, EntityType.Product, envelope.Target), envelope.Canonical, cancellationToken) is not null)
        {
            waiting.Add(envelope.Origin, envelope.Change.Entity);
        }

        return commit;
    }
}
