namespace RetailConnect;

/// <summary>Reads what is waiting.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IInboxStore
{
    /// <summary>Returns pending envelopes of a lane in the order of their ids, from after an id.</summary>
    ValueTask<IReadOnlyList<StoredEnvelope>> LoadPendingAsync(LaneKey lane, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Returns hints of a stream that wait for their read, in the order of their ids, from after an id.</summary>
    ValueTask<IReadOnlyList<StoredHint>> LoadHintsAsync(StreamKey stream, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Tells whether a change of an entity is pending in any lane to a target.</summary>
    ValueTask<bool> IsPendingAsync(TenantId tenant, string target, EntityType type, CanonicalId canonical, CancellationToken cancellationToken);

    /// <summary>Returns the conservation figures of a tenant, one row for each lane that ever accepted something.</summary>
    ValueTask<IReadOnlyList<Tally>> CountAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Returns how many hints of a tenant wait for their read.</summary>
    ValueTask<long> CountHintsAsync(TenantId tenant, CancellationToken cancellationToken);
}
