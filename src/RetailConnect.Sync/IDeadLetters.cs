namespace RetailConnect;

/// <summary>Dead letters, as a person works through them.</summary>
/// <remarks>
/// Thread-safe. Nothing replays twice: of two persons who decide about one dead letter at once the first is obeyed and the other is told so.
/// A replay keeps its idempotency key, edited or not, and a call whose result is unknown is looked up before it may be repeated.
/// </remarks>
public interface IDeadLetters
{
    /// <summary>Counts a tenant's dead letters by reason, the largest group first.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="byLane">True to count each lane for itself.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    ValueTask<IReadOnlyList<DeadLetterGroup>> GroupAsync(TenantId tenant, bool byLane, CancellationToken cancellationToken);

    /// <summary>Lists the dead letters of a selection, oldest first, from after an envelope's id.</summary>
    ValueTask<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterSelection selection, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Returns one envelope that is, or once was, a dead letter, with its content, its history and an advice; null when the tenant has no such dead letter.</summary>
    ValueTask<DeadLetterFile?> FindAsync(TenantId tenant, long envelope, CancellationToken cancellationToken);

    /// <summary>Carries out a person's decision about one dead letter; returns what came of it, and why.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="envelope">The envelope's id.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="by">Who decides, as the history will say.</param>
    /// <param name="cancellationToken">Stops before anything is decided, never in the middle.</param>
    ValueTask<DeadLetterAnswer> DecideAsync(TenantId tenant, long envelope, DeadLetterDecision decision, string by, CancellationToken cancellationToken);

    /// <summary>Replays what a selection holds at this moment, as it is, in steps that are each saved; what is parked again meanwhile is not replayed a second time.</summary>
    /// <param name="selection">What to replay.</param>
    /// <param name="by">Who decides, as the history will say.</param>
    /// <param name="progress">Hears after each step what was done so far; null for nobody.</param>
    /// <param name="cancellationToken">Ends the replay after a step: what was replayed stays so, and the result says how many are left.</param>
    ValueTask<BulkReplay> ReplayAllAsync(DeadLetterSelection selection, string by, IProgress<BulkReplay>? progress, CancellationToken cancellationToken);
}
