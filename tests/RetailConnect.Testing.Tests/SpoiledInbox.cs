namespace RetailConnect.Testing.Tests;

/// <summary>An inbox with a bug in its reads.</summary>
internal sealed class SpoiledInbox(IInboxStore inner, Func<IReadOnlyList<StoredEnvelope>, IReadOnlyList<StoredEnvelope>>? pending = null, Func<Tally, Tally>? tally = null) : IInboxStore
{
    public async ValueTask<IReadOnlyList<StoredEnvelope>> LoadPendingAsync(LaneKey lane, long after, int limit, CancellationToken cancellationToken)
    {
        var found = await inner.LoadPendingAsync(lane, after, limit, cancellationToken);
        return pending is null ? found : pending(found);
    }

    public ValueTask<IReadOnlyList<StoredHint>> LoadHintsAsync(StreamKey stream, long after, int limit, CancellationToken cancellationToken) => inner.LoadHintsAsync(stream, after, limit, cancellationToken);

    public ValueTask<bool> IsPendingAsync(TenantId tenant, string target, EntityType type, CanonicalId canonical, CancellationToken cancellationToken) => inner.IsPendingAsync(tenant, target, type, canonical, cancellationToken);

    public async ValueTask<IReadOnlyList<Tally>> CountAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var found = await inner.CountAsync(tenant, cancellationToken);
        return tally is null ? found : [.. found.Select(tally)];
    }

    public ValueTask<long> CountHintsAsync(TenantId tenant, CancellationToken cancellationToken) => inner.CountHintsAsync(tenant, cancellationToken);
}
