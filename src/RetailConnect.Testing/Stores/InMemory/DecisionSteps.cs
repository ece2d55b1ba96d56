using System.Text;

namespace RetailConnect.Testing;

/// <summary>Carries out one decision about dead letters; only what is still parked takes it.</summary>
/// <param name="state">The state before.</param>
/// <param name="decision">The decision.</param>
/// <param name="now">When it is saved.</param>
internal sealed class DecisionSteps(MemoryState state, StoredDecision decision, DateTimeOffset now)
{
    /// <param name="before">Called before each step.</param>
    /// <param name="commit">Takes what is saved together with the decision.</param>
    public (MemoryState State, IReadOnlyList<DecidedLetter> Letters) Take(Action before, Func<MemoryState, StoreCommit, MemoryState> commit)
    {
        Call();
        var letters = decision.Envelopes.Distinct().Order().Select(id => new DecidedLetter(id, Judge(id))).ToArray();
        foreach (var letter in letters)
        {
            before();
            CarryOut(letter);
        }

        return (letters.Any(letter => letter.Verdict is DeadLetterVerdict.Ended) ? commit(state, decision.With) : state, letters);
    }

    /// <summary>The host that works for the tenant hears of it, whichever host was asked.</summary>
    private void Call()
    {
        if (state.Leases.TryGetValue(decision.Tenant, out var lease))
        {
            state = state with { Leases = state.Leases.SetItem(decision.Tenant, lease with { Calls = lease.Calls + 1 }) };
        }
    }

    private DeadLetterVerdict Judge(long id) => state.Envelopes.GetValueOrDefault(id) switch
    {
        null or { Letter: null } => DeadLetterVerdict.Unknown,
        var row when row.Envelope.Lane.Tenant != decision.Tenant => DeadLetterVerdict.Unknown,
        { Outcome: not OutcomeKind.DeadLettered } => DeadLetterVerdict.NotParked,
        _ when decision.Kind is DecisionKind.Resolve or DecisionKind.Dismiss => DeadLetterVerdict.Ended,
        var row when IsOvertaken(row) => DeadLetterVerdict.Overtaken,
        { HasContent: true } => DeadLetterVerdict.Replayed,
        _ when decision.Edit is not null => DeadLetterVerdict.Refused,
        { Attempts: > 0 } => DeadLetterVerdict.Replayed,
        _ => DeadLetterVerdict.ReadAgain,
    };

    /// <summary>A later one that could not even be mapped overtakes nothing.</summary>
    private bool IsOvertaken(EnvelopeRow row) => state.Lanes[row.Envelope.Lane].Keys.Values.Where(id => id > row.Id).Select(id => state.Envelopes[id]).Any(newer =>
        newer.Envelope.Canonical == row.Envelope.Canonical && newer.Envelope.Origin == row.Envelope.Origin && newer.Envelope.Entity == row.Envelope.Entity && !newer.IsUnmapped);

    private void CarryOut(DecidedLetter letter)
    {
        var row = state.Envelopes.GetValueOrDefault(letter.Envelope);
        state = letter.Verdict switch
        {
            DeadLetterVerdict.Ended when decision.Kind is DecisionKind.Resolve => Changed(row! with { Outcome = OutcomeKind.Skipped, Reason = Reasons.Resolved, Intended = false }, DeadLetterEventKind.Resolved),
            DeadLetterVerdict.Ended => Changed(row! with { Outcome = OutcomeKind.Skipped, Reason = Reasons.Dismissed, Intended = false }, DeadLetterEventKind.Dismissed),
            DeadLetterVerdict.Overtaken => Changed(row! with { Outcome = OutcomeKind.Superseded, Reason = Reasons.NewerChange }, DeadLetterEventKind.Superseded),
            DeadLetterVerdict.Replayed => Replayed(row! with { Outcome = null, Reason = "replayed", Attempts = 0, NotBefore = null }),
            DeadLetterVerdict.ReadAgain => ReadAgain(row!),
            _ => state,
        };
    }

    /// <summary>The key stays with an edit, because it is the key of the effect: other content is no other order.</summary>
    private MemoryState Replayed(EnvelopeRow row) => decision.Edit is { } edit
        ? Changed(
            row with { Envelope = row.Envelope with { Body = edit.Body.ToArray(), Fingerprint = edit.Fingerprint } }, DeadLetterEventKind.Edited, CanonicalJson.FingerprintOf(row.Envelope.Body.Span), CanonicalJson.FingerprintOf(edit.Body.Span))
        : Changed(row, DeadLetterEventKind.Replayed);

    /// <summary>A hint takes its place, and its key is given up, so that a second failure is parked again instead of being taken for a repeat.</summary>
    private MemoryState ReadAgain(EnvelopeRow row)
    {
        var lane = state.Lanes[row.Envelope.Lane];
        var hint = new NewHint(new(row.Envelope.Lane.Tenant, row.Envelope.Origin, row.Envelope.Type), row.Envelope.Entity, $"replay-{row.Id}", now);
        var key = $"{row.Envelope.Key.Value}-read-{row.Id}";
        state = state with
        {
            LastId = state.LastId + 1, HintKeys = state.HintKeys.Add((hint.Stream, hint.Key)), Hints = state.Hints.Add(state.LastId + 1, new(state.LastId + 1, hint, null)),
            Lanes = state.Lanes.SetItem(row.Envelope.Lane, lane with { Keys = lane.Keys.Remove(row.Envelope.Key.Value).Add(key, row.Id) }),
        };
        return Changed(row with { Outcome = OutcomeKind.Superseded, Reason = "read-again", Envelope = row.Envelope with { Key = new(key) } }, DeadLetterEventKind.ReadAgain);
    }

    private MemoryState Changed(EnvelopeRow row, DeadLetterEventKind kind, string? before = null, string? after = null) =>
        state.With((row with { UpdatedAt = now }).Noted(new(now, kind, 0, row.Reason, Kept(decision.Why), Kept(decision.By), before, after)));

    /// <summary>Half a surrogate pair has no UTF-8, and no store keeps it.</summary>
    private static string? Kept(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
