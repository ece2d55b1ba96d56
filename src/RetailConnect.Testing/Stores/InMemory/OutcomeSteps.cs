namespace RetailConnect.Testing;

/// <summary>Takes the outcomes of attempts. Only a pending envelope takes one.</summary>
internal static class OutcomeSteps
{
    public static MemoryState Take(MemoryState state, StoredOutcome outcome)
    {
        if (!state.Envelopes.TryGetValue(outcome.Envelope, out var row) || row.Outcome is not null)
        {
            return state;
        }

        row = Changed(row with { Reason = outcome.Reason, Attempts = outcome.Attempts, UpdatedAt = outcome.At }, outcome);
        var isNoted = !outcome.Waited && (outcome.Kind is not OutcomeKind.Applied || outcome.Attempts > 1);
        state = state.With(isNoted ? row.Noted(new(outcome.At, (DeadLetterEventKind)outcome.Kind, outcome.Attempts, outcome.Reason, outcome.Detail, null, null, null)) : row);
        return IsInTarget(outcome) ? EndOlder(state, row, outcome) : state;
    }

    private static EnvelopeRow Changed(EnvelopeRow row, StoredOutcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Deferred => row with { NotBefore = outcome.NotBefore, Intended = row.Intended && !outcome.TakenBack },
        _ => row with
        {
            Outcome = outcome.Kind, NotBefore = null, Intended = row.Intended && outcome.StaysIntended, Receipt = outcome.Receipt,
            Letter = outcome.Kind is OutcomeKind.DeadLettered ? new(outcome.Detail ?? "", outcome.Advice ?? "") : row.Letter,
        },
    };

    private static bool IsInTarget(StoredOutcome outcome) => outcome.Kind is OutcomeKind.Applied || (outcome.Kind is OutcomeKind.Skipped && outcome.Reason is Reasons.Unchanged or Reasons.AlreadyPosted);

    /// <summary>Ends dead letters of an entity when the target has a later change of it; what may have had an effect that nobody knows of stays for a person.</summary>
    private static MemoryState EndOlder(MemoryState state, EnvelopeRow newer, StoredOutcome outcome) => state.Lanes[newer.Envelope.Lane].Parked.TakeWhile(id => id < newer.Id).Select(id => state.Envelopes[id])
        .Where(older => older.Envelope.Entity == newer.Envelope.Entity && older.Envelope.Origin == newer.Envelope.Origin && older.Reason is not (null or Reasons.ResultUnknown))
        .Aggregate(state, (next, older) => next.With((older with { Outcome = OutcomeKind.Superseded, Reason = Reasons.NewerChange, Intended = false, UpdatedAt = outcome.At }).Noted(new(
            outcome.At, DeadLetterEventKind.Superseded, older.Attempts, Reasons.NewerChange, $"The target has a later change of the same entity: envelope {newer.Id}.", null, null, null))));
}
