namespace RetailConnect;

/// <summary>Dead letters.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IDeadLetterStore
{
    /// <summary>Lists a tenant's dead letters, oldest first.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="reason">Only those with this reason; null for all.</param>
    /// <param name="limit">Most dead letters returned.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    ValueTask<IReadOnlyList<DeadLetter>> ListAsync(TenantId tenant, string? reason, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Makes dead letters of a tenant pending again, as they are, with the attempts counted from 0; returns how many were still parked.
    /// One that its source could not map has no content: a hint takes its place, so that the entity is read anew.
    /// </summary>
    ValueTask<int> ReplayAsync(TenantId tenant, IReadOnlyList<long> envelopes, CancellationToken cancellationToken);
}
