namespace RetailConnect;

/// <summary>Leases, by which several hosts share one store: each tenant is worked for by one of them at a time.</summary>
/// <remarks>Thread-safe. No host's clock is compared with another's, and none is written down, so that a clock that jumps neither ends a lease nor revives one.</remarks>
public interface ILeaseStore
{
    /// <summary>True when hosts share the store; false when it keeps other hosts out by itself, so that whatever holder it names is dead.</summary>
    bool IsShared { get; }

    /// <summary>Returns what is seen of a tenant's lease.</summary>
    ValueTask<LeaseSight> LookAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Takes a lease, with the next fencing number, if it still is what was seen; null when it is not.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="host">Name of this host; different for every start of every host.</param>
    /// <param name="seen">What <see cref="LookAsync"/> returned.</param>
    /// <param name="cancellationToken">Stops the wait for a turn.</param>
    ValueTask<Lease?> TakeAsync(TenantId tenant, string host, LeaseSight seen, CancellationToken cancellationToken);

    /// <summary>Says that the holder lives; returns how often a replay was asked for since the first lease, by any host, or null when the lease is lost.</summary>
    ValueTask<long?> BeatAsync(Lease lease, CancellationToken cancellationToken);

    /// <summary>Gives a lease back, so that another host may take it at once; does nothing when it is lost.</summary>
    ValueTask ReleaseAsync(Lease lease, CancellationToken cancellationToken);
}
