namespace RetailConnect.Testing;

/// <summary>Reads of dead letters.</summary>
internal static class LetterReads
{
    public static IReadOnlyList<DeadLetterGroup> Groups(MemoryState state, TenantId tenant) =>
    [
        .. Parked(state, new(tenant)).GroupBy(row => (row.Envelope.Lane, Reason: row.Reason ?? ""))
            .OrderBy(group => group.Key.Lane.Sync, StringComparer.Ordinal).ThenBy(group => group.Key.Lane.Target, StringComparer.Ordinal).ThenBy(group => group.Key.Reason, StringComparer.Ordinal)
            .Select(group => new DeadLetterGroup(
                tenant, group.Key.Lane, group.Key.Reason, group.LongCount(), group.Min(row => row.UpdatedAt), group.Max(row => row.UpdatedAt), group.MaxBy(row => row.Id)!.Letter!.Advice, group.Max(row => row.Id))),
    ];

    public static IReadOnlyList<DeadLetter> List(MemoryState state, DeadLetterSelection selection, long after, int limit) =>
    [
        .. Parked(state, selection).Where(row => row.Id > after && row.Id <= (selection.Until ?? long.MaxValue)).OrderBy(row => row.Id).Take(limit)
            .Select(row => new DeadLetter(row.Id, row.Envelope.Lane, row.Envelope.Origin, row.Envelope.Entity, row.Reason ?? "", row.Letter!.Detail, row.Letter.Advice, row.Attempts, row.UpdatedAt)),
    ];

    public static DeadLetterFile? Find(MemoryState state, TenantId tenant, long envelope) =>
        state.Envelopes.GetValueOrDefault(envelope) is { Letter: { } letter } row && row.Envelope.Lane.Tenant == tenant
            ? new()
            {
                Stored = row.ToStored(), Standing = Standing(row.Outcome), Reason = row.Reason ?? "", Since = row.UpdatedAt, Detail = letter.Detail, Advice = letter.Advice, History = row.History,
            }
            : null;

    private static IEnumerable<EnvelopeRow> Parked(MemoryState state, DeadLetterSelection selection) => state.Lanes
        .Where(lane => lane.Key.Tenant == selection.Tenant && (selection.Sync ?? lane.Key.Sync) == lane.Key.Sync && (selection.Target ?? lane.Key.Target) == lane.Key.Target)
        .SelectMany(lane => lane.Value.Parked).Select(id => state.Envelopes[id]).Where(row => selection.Reason is null || row.Reason == selection.Reason);

    private static DeadLetterStanding Standing(OutcomeKind? outcome) => outcome switch
    {
        OutcomeKind.Applied => DeadLetterStanding.Applied,
        OutcomeKind.Skipped => DeadLetterStanding.Skipped,
        OutcomeKind.Superseded => DeadLetterStanding.Superseded,
        OutcomeKind.DeadLettered => DeadLetterStanding.Parked,
        _ => DeadLetterStanding.Pending,
    };
}
