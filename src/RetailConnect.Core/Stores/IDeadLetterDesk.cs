namespace RetailConnect;

/// <summary>Dead letters as a person works through them.</summary>
/// <remarks>Thread-safe, over hosts too: a decision touches only what is still parked, so of two persons one decides and nothing replays twice.</remarks>
public interface IDeadLetterDesk
{
    /// <summary>Counts a tenant's dead letters by lane and reason, in the order of both.</summary>
    ValueTask<IReadOnlyList<DeadLetterGroup>> GroupAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Lists the dead letters of a selection in the order of their ids, from after an id.</summary>
    ValueTask<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterSelection selection, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Returns one envelope that is, or once was, a dead letter, with its content and its history; null when the tenant has no such dead letter.</summary>
    ValueTask<DeadLetterFile?> FindAsync(TenantId tenant, long envelope, CancellationToken cancellationToken);

    /// <summary>Carries out a decision in one transaction and records it in the history; returns what came of it for each envelope, in the order of their ids.</summary>
    /// <exception cref="StoreException">The store is full, unavailable or closed; nothing was decided, unless the message says that it may have been.</exception>
    ValueTask<IReadOnlyList<DecidedLetter>> DecideAsync(StoredDecision decision, CancellationToken cancellationToken);
}
