namespace RetailConnect.Testing.Tests;

/// <summary>Leases with a bug.</summary>
internal sealed class SpoiledLeases(ILeaseStore inner, bool takesBlindly = false, bool releasesNothing = false) : ILeaseStore
{
    public bool IsShared => inner.IsShared;

    public ValueTask<LeaseSight> LookAsync(TenantId tenant, CancellationToken cancellationToken) => inner.LookAsync(tenant, cancellationToken);

    public async ValueTask<Lease?> TakeAsync(TenantId tenant, string host, LeaseSight seen, CancellationToken cancellationToken) =>
        await inner.TakeAsync(tenant, host, takesBlindly ? await inner.LookAsync(tenant, cancellationToken) : seen, cancellationToken);

    public ValueTask<long?> BeatAsync(Lease lease, CancellationToken cancellationToken) => inner.BeatAsync(lease, cancellationToken);

    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancellationToken) => releasesNothing ? ValueTask.CompletedTask : inner.ReleaseAsync(lease, cancellationToken);
}
