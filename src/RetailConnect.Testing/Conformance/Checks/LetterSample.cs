using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>Dead letters that the checks park and decide about.</summary>
internal static class LetterSample
{
    public static LaneKey Club { get; } = new(Tenant, "loyalty", "club");

    public static EditedContent Edited { get; } = new(new byte[] { 9 }, "f-edited");

    public static NewEnvelope Newer(string entity) => Envelope(entity) with { Version = "2", Key = IdempotencyKey.Derive(entity, "2") };

    public static async Task<long> ParkAsync(this StorePorts store, NewEnvelope envelope, Func<StoredOutcome, StoredOutcome>? with = null)
    {
        await store.SaveAsync(new() { Envelopes = [envelope] });
        var id = (await store.PendingAsync(envelope.Lane)).Max(stored => stored.Id);
        var outcome = Outcome(id, OutcomeKind.DeadLettered);
        await store.SaveAsync(new() { Outcomes = [with?.Invoke(outcome) ?? outcome] });
        return id;
    }

    public static async Task<DeadLetterFile> FileAsync(this StorePorts store, long id) =>
        await store.Desk.FindAsync(Tenant, id, None) ?? throw new ConformanceException($"Expected envelope {id}, which is or was a dead letter, to have a file; saw none.");

    public static async Task<DeadLetterVerdict> DecideAsync(this StorePorts store, DecisionKind kind, long id, Func<StoredDecision, StoredDecision>? with = null)
    {
        var decision = new StoredDecision { Tenant = Tenant, Envelopes = [id], Kind = kind, By = "anna" };
        return Expect.Single(await store.Desk.DecideAsync(with?.Invoke(decision) ?? decision, None), "verdicts").Verdict;
    }

    public static Task<DeadLetterVerdict> EditAsync(this StorePorts store, long id, EditedContent? edit = null) => store.DecideAsync(DecisionKind.Edit, id, decision => decision with { Edit = edit ?? Edited, Why = "typo" });
}
