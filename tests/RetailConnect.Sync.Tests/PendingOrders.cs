namespace RetailConnect.Sync.Tests;

/// <summary>An inbox of which only one thing is asked: which orders are on their way to the ERP.</summary>
internal sealed class PendingOrders(HashSet<CanonicalId> pending) : IInboxStore
{
    public ValueTask<bool> IsPendingAsync(TenantId tenant, string target, EntityType type, CanonicalId canonical, CancellationToken cancellationToken) =>
        new(tenant == TestConnection.Tenant && target == "erp" && type == EntityType.Order && pending.Contains(canonical));

    public ValueTask<IReadOnlyList<StoredEnvelope>> LoadPendingAsync(LaneKey lane, long after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoredHint>> LoadHintsAsync(StreamKey stream, long after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<Tally>> CountAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<long> CountHintsAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();
}
