namespace RetailConnect.Testing;

/// <summary>Reads of one state.</summary>
internal static class MemoryReads
{
    public static IReadOnlyList<StoredEnvelope> Pending(MemoryState state, LaneKey lane, long after, int limit)
    {
        var ids = state.Lanes.GetValueOrDefault(lane, LaneRows.Empty).Pending;
        var place = ids.IndexOf(after);
        var first = place < 0 ? ~place : place + 1;
        return [.. Enumerable.Range(first, Math.Min(ids.Count - first, limit)).Select(i => state.Envelopes[ids[i]].ToStored())];
    }

    public static bool IsPending(MemoryState state, TenantId tenant, string target, EntityType type, CanonicalId canonical) => state.Lanes
        .Where(lane => lane.Key.Tenant == tenant && lane.Key.Target == target)
        .Any(lane => lane.Value.Pending.Any(id => state.Envelopes[id].Envelope is var envelope && envelope.Type == type && envelope.Canonical == canonical));

    public static IReadOnlyList<StoredHint> Hints(MemoryState state, StreamKey stream, long after, int limit) =>
        [.. state.Hints.Values.Where(row => row.ReadAt is null && row.Id > after && row.Hint.Stream == stream).Take(limit).Select(row => new StoredHint(row.Id, row.Hint.Entity, row.Hint.ReceivedAt))];

    /// <summary>Accepted is the lane's own count, the others are counted from the envelopes, so that a loss shows.</summary>
    public static IReadOnlyList<Tally> Tallies(MemoryState state, TenantId tenant)
    {
        var rows = state.Envelopes.Values.Where(row => row.Envelope.Lane.Tenant == tenant).ToLookup(row => (row.Envelope.Lane, row.Outcome));
        return
        [
            .. state.Lanes.Where(lane => lane.Key.Tenant == tenant).OrderBy(lane => lane.Key.Sync, StringComparer.Ordinal).ThenBy(lane => lane.Key.Target, StringComparer.Ordinal)
                .Select(lane => new Tally(
                    lane.Key, lane.Value.Accepted, Count(lane, OutcomeKind.Applied), Count(lane, OutcomeKind.Skipped), Count(lane, OutcomeKind.Superseded), Count(lane, OutcomeKind.DeadLettered), rows[(lane.Key, null)].LongCount())),
        ];

        long Count(KeyValuePair<LaneKey, LaneRows> lane, OutcomeKind kind) => rows[(lane.Key, kind)].LongCount() + lane.Value.Forgotten.GetValueOrDefault(kind);
    }

    public static IReadOnlyList<Comparison> Comparisons(MemoryState state, TenantId tenant) =>
        [.. state.Comparisons.Values.Where(comparison => comparison.Lane.Tenant == tenant).OrderBy(comparison => comparison.Lane.Sync, StringComparer.Ordinal).ThenBy(comparison => comparison.Lane.Target, StringComparer.Ordinal)];

    public static IReadOnlyList<Sweep> Sweeps(MemoryState state, TenantId tenant) =>
        [.. state.Sweeps.Values.Where(sweep => sweep.Stream.Tenant == tenant).OrderBy(sweep => sweep.Stream.Connection, StringComparer.Ordinal).ThenBy(sweep => sweep.Stream.Type.Name, StringComparer.Ordinal)];

    public static IReadOnlyList<Appointment> Appointments(MemoryState state, StreamKey stream, IReadOnlyCollection<ExternalId> entities) =>
        [.. entities.Distinct().Select(entity => state.Appointments.GetValueOrDefault((stream, entity))).OfType<Appointment>()];

    public static IReadOnlyList<Appointment> Due(MemoryState state, StreamKey stream, DateTimeOffset moment, int limit) =>
        [.. state.Appointments.Values.Where(appointment => appointment.Stream == stream && appointment.DueAt <= moment).OrderBy(appointment => appointment.DueAt).ThenBy(appointment => appointment.Entity.Value, StringComparer.Ordinal).Take(limit)];

    public static DateTimeOffset? NextDue(MemoryState state, StreamKey stream) => state.Appointments.Values.Where(appointment => appointment.Stream == stream).Min(appointment => appointment.DueAt);

    public static ExternalId? External(MemoryState state, CrosswalkScope scope, CanonicalId id) => Newest(state, scope, id).Select(link => (ExternalId?)link.External).FirstOrDefault();

    public static string? Fingerprint(MemoryState state, CrosswalkScope scope, CanonicalId id) => Newest(state, scope, id).Select(link => link.Link.Fingerprint).FirstOrDefault(fingerprint => fingerprint is not null);

    public static IReadOnlyDictionary<(Sku Sku, string Location), Quantity> Unposted(MemoryState state, TenantId tenant, IReadOnlyCollection<(Sku Sku, string Location)> places, DateTimeOffset asOf)
    {
        var wanted = places.ToHashSet();
        return state.Ledger.Where(document => document.Key.Tenant == tenant).SelectMany(document => document.Value.Values)
            .Where(row => (row.ClosedAt is null || row.ClosedAt >= asOf) && wanted.Contains((row.Entry.Sku, row.Entry.Location)))
            .GroupBy(row => (row.Entry.Sku, row.Entry.Location))
            .ToDictionary(place => place.Key, place => place.Aggregate(Quantity.Zero, (sum, row) => sum + row.Entry.Units));
    }

    public static IReadOnlyList<LedgerEntry> Expiring(MemoryState state, TenantId tenant, DateTimeOffset until, int most) =>
        [.. state.Ledger.Where(document => document.Key.Tenant == tenant).SelectMany(document => document.Value.Values).Where(row => row.ClosedAt is null && row.Entry.ExpiresAt <= until).Select(row => row.Entry)
            .OrderBy(entry => entry.ExpiresAt).ThenBy(entry => entry.Document, StringComparer.Ordinal).ThenBy(entry => entry.Line, StringComparer.Ordinal).Take(most)];

    public static IReadOnlyList<LedgerEntry> Open(MemoryState state, TenantId tenant, string document) => !state.Ledger.TryGetValue((tenant, document), out var lines) ? []
        : [.. lines.Values.Where(row => row.ClosedAt is null).Select(row => row.Entry).OrderBy(entry => entry.Line, StringComparer.Ordinal)];

    public static DateTimeOffset? Newest(MemoryState state, TenantId tenant) => state.Ledger.Where(document => document.Key.Tenant == tenant).SelectMany(document => document.Value.Values).Select(row => row.ClosedAt)
        .Concat(state.Checkpoints.Where(checkpoint => checkpoint.Key.Tenant == tenant).Select(checkpoint => (DateTimeOffset?)checkpoint.Value.SavedAt)).Max();

    private static IEnumerable<(ExternalId External, LinkRow Link)> Newest(MemoryState state, CrosswalkScope scope, CanonicalId id) =>
        state.Links.Where(link => link.Key.Scope == scope && link.Value.Canonical == id).OrderByDescending(link => link.Value.LinkedAt).Select(link => (link.Key.External, link.Value));
}
