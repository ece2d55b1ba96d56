namespace RetailConnect.Testing;

/// <summary>Takes up dead letters again.</summary>
internal static class ReplaySteps
{
    /// <summary>Makes dead letters of a tenant pending again; what was never mapped is read anew, and what a later change has overtaken is not sent over it.</summary>
    public static (MemoryState State, int Replayed) Take(MemoryState state, TenantId tenant, IReadOnlyList<long> envelopes, DateTimeOffset now)
    {
        var rows = envelopes.Distinct().Select(id => state.Envelopes.GetValueOrDefault(id)).OfType<EnvelopeRow>()
            .Where(row => row.Outcome is OutcomeKind.DeadLettered && row.Envelope.Lane.Tenant == tenant).ToArray();
        foreach (var row in rows)
        {
            state = IsOvertaken(state, row) ? state.With(row with { Outcome = OutcomeKind.Superseded, Reason = "newer-change", UpdatedAt = now })
                : row.Attempts > 0 || !row.Envelope.Body.IsEmpty ? state.With(row with { Outcome = null, Reason = "replayed", Attempts = 0, NotBefore = null, UpdatedAt = now })
                : ReadAnew(state, row, now);
        }

        // The host that works for the tenant hears of it, whichever host was asked.
        return state.Leases.TryGetValue(tenant, out var lease)
            ? (state with { Leases = state.Leases.SetItem(tenant, lease with { Calls = lease.Calls + 1 }) }, rows.Length)
            : (state, rows.Length);
    }

    private static bool IsOvertaken(MemoryState state, EnvelopeRow row) => state.Lanes[row.Envelope.Lane].Keys.Values.Any(id =>
        id > row.Id && state.Envelopes[id].Envelope is var newer && newer.Canonical == row.Envelope.Canonical && newer.Origin == row.Envelope.Origin && newer.Entity == row.Envelope.Entity);

    /// <summary>A hint takes its place, and its key is given up, so that a second failure is parked again instead of being taken for a repeat.</summary>
    private static MemoryState ReadAnew(MemoryState state, EnvelopeRow row, DateTimeOffset now)
    {
        var lane = state.Lanes[row.Envelope.Lane];
        var hint = new NewHint(new(row.Envelope.Lane.Tenant, row.Envelope.Origin, row.Envelope.Type), row.Envelope.Entity, $"replay-{row.Id}", now);
        var key = $"{row.Envelope.Key.Value}-read-{row.Id}";
        return (state with
        {
            LastId = state.LastId + 1, HintKeys = state.HintKeys.Add((hint.Stream, hint.Key)), Hints = state.Hints.Add(state.LastId + 1, new(state.LastId + 1, hint, null)),
            Lanes = state.Lanes.SetItem(row.Envelope.Lane, lane with { Keys = lane.Keys.Remove(row.Envelope.Key.Value).Add(key, row.Id) }),
        }).With(row with { Outcome = OutcomeKind.Superseded, Reason = "read-again", UpdatedAt = now, Envelope = row.Envelope with { Key = new(key) } });
    }
}
