using System.Collections.Immutable;

namespace RetailConnect.Testing;

/// <summary>Everything that an in-memory store holds, as one immutable value: a transaction is the step from one to the next.</summary>
internal sealed record MemoryState
{
    public static MemoryState Empty { get; } = new();

    /// <summary>The last id that was given to an envelope or a hint; none is given twice.</summary>
    public long LastId { get; init; }

    public ImmutableDictionary<LaneKey, LaneRows> Lanes { get; init; } = ImmutableDictionary<LaneKey, LaneRows>.Empty;

    public ImmutableSortedDictionary<long, EnvelopeRow> Envelopes { get; init; } = ImmutableSortedDictionary<long, EnvelopeRow>.Empty;

    public ImmutableSortedDictionary<long, HintRow> Hints { get; init; } = ImmutableSortedDictionary<long, HintRow>.Empty;

    public ImmutableHashSet<(StreamKey Stream, string Key)> HintKeys { get; init; } = [];

    public ImmutableDictionary<StreamKey, Checkpoint> Checkpoints { get; init; } = ImmutableDictionary<StreamKey, Checkpoint>.Empty;

    public ImmutableDictionary<LaneKey, Comparison> Comparisons { get; init; } = ImmutableDictionary<LaneKey, Comparison>.Empty;

    public ImmutableDictionary<StreamKey, Sweep> Sweeps { get; init; } = ImmutableDictionary<StreamKey, Sweep>.Empty;

    public ImmutableDictionary<(StreamKey Stream, ExternalId Entity), Appointment> Appointments { get; init; } = ImmutableDictionary<(StreamKey Stream, ExternalId Entity), Appointment>.Empty;

    public ImmutableDictionary<(CrosswalkScope Scope, ExternalId External), LinkRow> Links { get; init; } = ImmutableDictionary<(CrosswalkScope Scope, ExternalId External), LinkRow>.Empty;

    /// <summary>When a canonical id was linked last.</summary>
    public ImmutableDictionary<(CrosswalkScope Scope, CanonicalId Canonical), DateTimeOffset> Linked { get; init; } = ImmutableDictionary<(CrosswalkScope Scope, CanonicalId Canonical), DateTimeOffset>.Empty;

    public ImmutableDictionary<(TenantId Tenant, string Document), ImmutableDictionary<string, LedgerRow>> Ledger { get; init; } = ImmutableDictionary<(TenantId Tenant, string Document), ImmutableDictionary<string, LedgerRow>>.Empty;

    public ImmutableDictionary<(TenantId Tenant, CanonicalId Person), Erasure> Erasures { get; init; } = ImmutableDictionary<(TenantId Tenant, CanonicalId Person), Erasure>.Empty;

    public ImmutableDictionary<TenantId, LeaseRow> Leases { get; init; } = ImmutableDictionary<TenantId, LeaseRow>.Empty;

    /// <summary>Puts a changed envelope in its place.</summary>
    public MemoryState With(EnvelopeRow row)
    {
        var lane = Lanes[row.Envelope.Lane];
        return this with
        {
            Envelopes = Envelopes.SetItem(row.Id, row),
            Lanes = Lanes.SetItem(row.Envelope.Lane, lane with { Pending = Kept(lane.Pending, row.Outcome is null), Parked = Kept(lane.Parked, row.Outcome is OutcomeKind.DeadLettered) }),
        };

        ImmutableSortedSet<long> Kept(ImmutableSortedSet<long> ids, bool isIn) => isIn ? ids.Add(row.Id) : ids.Remove(row.Id);
    }
}

/// <summary>One lane: what it ever accepted, what of it was forgotten, and which of its envelopes are there.</summary>
internal sealed record LaneRows
{
    public static LaneRows Empty { get; } = new();

    public long Accepted { get; init; }

    public ImmutableDictionary<OutcomeKind, long> Forgotten { get; init; } = ImmutableDictionary<OutcomeKind, long>.Empty;

    public ImmutableDictionary<string, long> Keys { get; init; } = ImmutableDictionary<string, long>.Empty;

    public ImmutableSortedSet<long> Pending { get; init; } = [];

    public ImmutableSortedSet<long> Parked { get; init; } = [];
}

/// <summary>One hint.</summary>
internal sealed record HintRow(long Id, NewHint Hint, DateTimeOffset? ReadAt);

/// <summary>One link; no two of one canonical id have the same time.</summary>
internal sealed record LinkRow(CanonicalId Canonical, string? Fingerprint, DateTimeOffset LinkedAt);

/// <summary>One entry of the ledger.</summary>
internal sealed record LedgerRow(LedgerEntry Entry, DateTimeOffset? ClosedAt);

/// <summary>One lease; calls counts the replays that were asked for.</summary>
internal sealed record LeaseRow(string Holder, long Fence, long Beat, long Calls);
