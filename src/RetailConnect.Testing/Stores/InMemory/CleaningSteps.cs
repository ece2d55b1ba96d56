namespace RetailConnect.Testing;

/// <summary>Takes personal data out of what is kept. What waits for its delivery, or for a person, is left as it is, unless it ends with this.</summary>
internal static class CleaningSteps
{
    public static MemoryState Take(MemoryState state, CleanedEnvelope cleaned, DateTimeOffset now)
    {
        if (!state.Envelopes.TryGetValue(cleaned.Envelope, out var row) || row.Outcome is null || (row.Outcome is OutcomeKind.DeadLettered && !cleaned.Ends))
        {
            return state;
        }

        var wasParked = row.Outcome is OutcomeKind.DeadLettered;
        row = row with
        {
            Envelope = row.Envelope with { Body = row.HasContent ? cleaned.Body.ToArray() : ReadOnlyMemory<byte>.Empty },
            Letter = row.Letter is null ? null : new("", ""),
            History = row.History.ConvertAll(entry => entry with { Detail = null, Before = null, After = null }),
        };
        if (wasParked)
        {
            row = (row with { Outcome = OutcomeKind.Skipped, Reason = Reasons.Erased, Intended = false, UpdatedAt = now }).Noted(new(now, DeadLetterEventKind.Skipped, row.Attempts, Reasons.Erased, null, null, null, null));
        }

        return cleaned.Ends ? GiveUp(state, row) : state.With(row);
    }

    /// <summary>A key and a fingerprint could prove a guess of the content.</summary>
    private static MemoryState GiveUp(MemoryState state, EnvelopeRow row)
    {
        var lane = state.Lanes[row.Envelope.Lane];
        var key = $"erased-{row.Id}";
        state = state with { Lanes = state.Lanes.SetItem(row.Envelope.Lane, lane with { Keys = lane.Keys.Remove(row.Envelope.Key.Value).SetItem(key, row.Id) }) };
        return state.With(row with { Envelope = row.Envelope with { Key = new(key), Fingerprint = "" } });
    }
}
