namespace RetailConnect.Testing;

/// <summary>Forgets what is old, in small steps. What is pending or parked is never forgotten, and neither is a document that a person ended.</summary>
internal static class PurgeSteps
{
    public static (MemoryState State, int Removed) Take(MemoryState state, DateTimeOffset before, int most)
    {
        var envelopes = state.Envelopes.Values.Where(row => row.Outcome is OutcomeKind.Applied or OutcomeKind.Skipped or OutcomeKind.Superseded && row.UpdatedAt < before && !(row.Envelope.Type.IsTransaction && row.Reason is Reasons.Resolved or Reasons.Dismissed)).Take(most).ToArray();
        var hints = state.Hints.Values.Where(row => row.ReadAt < before).Take(most).ToArray();
        var entries = state.Ledger.SelectMany(document => document.Value.Select(line => (document.Key, Line: line.Key, line.Value.ClosedAt))).Where(entry => entry.ClosedAt < before).Take(most).ToArray();
        foreach (var row in envelopes)
        {
            state = Forget(state, row);
        }

        foreach (var row in hints)
        {
            state = state with { Hints = state.Hints.Remove(row.Id), HintKeys = state.HintKeys.Remove((row.Hint.Stream, row.Hint.Key)) };
        }

        foreach (var (document, line, _) in entries)
        {
            var rest = state.Ledger[document].Remove(line);
            state = state with { Ledger = rest.IsEmpty ? state.Ledger.Remove(document) : state.Ledger.SetItem(document, rest) };
        }

        var over = state.Appointments.Where(item => item.Value.DueAt is null && item.Value.UpdatedAt < before).Select(item => item.Key).Take(most).ToArray();
        return (state with { Appointments = state.Appointments.RemoveRange(over) }, envelopes.Length + hints.Length + entries.Length + over.Length);
    }

    private static MemoryState Forget(MemoryState state, EnvelopeRow row)
    {
        var lane = state.Lanes[row.Envelope.Lane];
        var kind = row.Outcome!.Value;
        return state with
        {
            Envelopes = state.Envelopes.Remove(row.Id),
            Lanes = state.Lanes.SetItem(row.Envelope.Lane, lane with { Keys = lane.Keys.Remove(row.Envelope.Key.Value), Forgotten = lane.Forgotten.SetItem(kind, lane.Forgotten.GetValueOrDefault(kind) + 1) }),
        };
    }
}
