namespace RetailConnect.Tests;

/// <summary>All ports of a store, passed on; what a test wants otherwise it overrides.</summary>
internal class StoreView : IStoreWriter, IInboxStore, ICheckpointStore, ICrosswalk, IStockLedger, ILeaseStore, IDeadLetterDesk
{
    private readonly IStoreWriter writer;
    private readonly IInboxStore inbox;
    private readonly ICheckpointStore checkpoints;
    private readonly ICrosswalk crosswalk;
    private readonly IStockLedger ledger;
    private readonly ILeaseStore leases;
    private readonly IDeadLetterDesk desk;

    public StoreView(Storage.Relational.RelationalStore store) => (writer, inbox, checkpoints, crosswalk, ledger, leases, desk) = (store, store, store, store, store, store, store);

    public StoreView(StoreView store) => (writer, inbox, checkpoints, crosswalk, ledger, leases, desk) = (store, store, store, store, store, store, store);

    public virtual bool IsShared => leases.IsShared;

    public virtual ValueTask OpenAsync(CancellationToken cancellationToken) => writer.OpenAsync(cancellationToken);

    public virtual ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken) => writer.CommitAsync(commit, cancellationToken);

    public virtual ValueTask<int> PurgeAsync(int most, CancellationToken cancellationToken) => writer.PurgeAsync(most, cancellationToken);

    public virtual ValueTask<IReadOnlyList<StoredEnvelope>> LoadPendingAsync(LaneKey lane, long after, int limit, CancellationToken cancellationToken) => inbox.LoadPendingAsync(lane, after, limit, cancellationToken);

    public virtual ValueTask<IReadOnlyList<StoredHint>> LoadHintsAsync(StreamKey stream, long after, int limit, CancellationToken cancellationToken) => inbox.LoadHintsAsync(stream, after, limit, cancellationToken);

    public virtual ValueTask<bool> IsPendingAsync(TenantId tenant, string target, EntityType type, CanonicalId canonical, CancellationToken cancellationToken) =>
        inbox.IsPendingAsync(tenant, target, type, canonical, cancellationToken);

    public virtual ValueTask<IReadOnlyList<Tally>> CountAsync(TenantId tenant, CancellationToken cancellationToken) => inbox.CountAsync(tenant, cancellationToken);

    public virtual ValueTask<long> CountHintsAsync(TenantId tenant, CancellationToken cancellationToken) => inbox.CountHintsAsync(tenant, cancellationToken);

    public virtual ValueTask<Checkpoint?> LoadAsync(StreamKey stream, CancellationToken cancellationToken) => checkpoints.LoadAsync(stream, cancellationToken);

    public virtual ValueTask<ExternalId?> FindExternalAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken) => crosswalk.FindExternalAsync(scope, id, cancellationToken);

    public virtual ValueTask<CanonicalId?> FindCanonicalAsync(CrosswalkScope scope, ExternalId id, CancellationToken cancellationToken) => crosswalk.FindCanonicalAsync(scope, id, cancellationToken);

    public virtual ValueTask<string?> FindFingerprintAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken) => crosswalk.FindFingerprintAsync(scope, id, cancellationToken);

    public virtual ValueTask<IReadOnlyDictionary<(Sku Sku, string Location), Quantity>> SumUnpostedAsync(
        TenantId tenant, IReadOnlyCollection<(Sku Sku, string Location)> places, DateTimeOffset asOf, CancellationToken cancellationToken) => ledger.SumUnpostedAsync(tenant, places, asOf, cancellationToken);

    public virtual ValueTask<IReadOnlyList<LedgerEntry>> ListOpenAsync(TenantId tenant, string document, CancellationToken cancellationToken) => ledger.ListOpenAsync(tenant, document, cancellationToken);

    public virtual ValueTask<IReadOnlyList<LedgerEntry>> ListExpiringAsync(TenantId tenant, DateTimeOffset until, int most, CancellationToken cancellationToken) => ledger.ListExpiringAsync(tenant, until, most, cancellationToken);

    public virtual ValueTask<DateTimeOffset?> FindNewestAsync(TenantId tenant, CancellationToken cancellationToken) => ledger.FindNewestAsync(tenant, cancellationToken);

    public virtual ValueTask<LeaseSight> LookAsync(TenantId tenant, CancellationToken cancellationToken) => leases.LookAsync(tenant, cancellationToken);

    public virtual ValueTask<Lease?> TakeAsync(TenantId tenant, string host, LeaseSight seen, CancellationToken cancellationToken) => leases.TakeAsync(tenant, host, seen, cancellationToken);

    public virtual ValueTask<long?> BeatAsync(Lease lease, CancellationToken cancellationToken) => leases.BeatAsync(lease, cancellationToken);

    public virtual ValueTask ReleaseAsync(Lease lease, CancellationToken cancellationToken) => leases.ReleaseAsync(lease, cancellationToken);

    public virtual ValueTask<IReadOnlyList<DeadLetterGroup>> GroupAsync(TenantId tenant, CancellationToken cancellationToken) => desk.GroupAsync(tenant, cancellationToken);

    public virtual ValueTask<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterSelection selection, long after, int limit, CancellationToken cancellationToken) => desk.ListAsync(selection, after, limit, cancellationToken);

    public virtual ValueTask<DeadLetterFile?> FindAsync(TenantId tenant, long envelope, CancellationToken cancellationToken) => desk.FindAsync(tenant, envelope, cancellationToken);

    public virtual ValueTask<IReadOnlyList<DecidedLetter>> DecideAsync(StoredDecision decision, CancellationToken cancellationToken) => desk.DecideAsync(decision, cancellationToken);
}
