using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>Says what is known of the cause of a difference, from what is on its way and what was decided.</summary>
internal sealed class Verdicts(LaneKey lane, EntityType type, EngineParts parts)
{
    private const int Newest = 20;
    private static readonly string[] NoExplanation = [Reasons.Unchanged, Reasons.Echo, Reasons.AlreadyPosted];

    public async ValueTask<Discrepancy> JudgeAsync(Difference difference, CancellationToken cancellationToken)
    {
        var (state, reason) = difference switch
        {
            { Kind: DiscrepancyKind.Ambiguous } => (DiscrepancyState.Drift, "more-than-one"),
            { Suspect.Side: not null, Expected: null } => (DiscrepancyState.Explained, "unreadable-in-source"),
            { Expected: { } expected } => await OfAsync(expected.Canonical, difference.Kind, cancellationToken),
            _ => (DiscrepancyState.Drift, "no-source-has-it"),
        };
        return new()
        {
            Key = difference.Suspect.Key, Kind = difference.Kind, State = state, Reason = reason, Origin = difference.Origin, SourceEntity = difference.Expected?.Entity ?? difference.Suspect.Source,
            TargetEntity = difference.Actual?.Entity ?? difference.Suspect.Target, Fields = difference.Fields, FirstSeenAt = default,
        };
    }

    private async ValueTask<(DiscrepancyState State, string Reason)> OfAsync(CanonicalId canonical, DiscrepancyKind kind, CancellationToken cancellationToken)
    {
        if (await parts.Inbox.IsPendingAsync(lane.Tenant, lane.Target, type, canonical, cancellationToken))
        {
            return (DiscrepancyState.InFlight, "pending");
        }

        var last = parts.History is { } history
            ? (await history.LoadAsync(lane.Tenant, new(type, canonical), canonical.Value, Newest, cancellationToken)).Envelopes.LastOrDefault(envelope => envelope.Lane == lane && envelope.State is not OutcomeKind.Superseded)
            : null;
        return last switch
        {
            { State: OutcomeKind.DeadLettered or OutcomeKind.Skipped, Reason: { } reason } when !NoExplanation.Contains(reason) => (DiscrepancyState.Explained, reason),
            null when parts.History is not null => (DiscrepancyState.Drift, "never-read"),
            _ => (DiscrepancyState.Drift, kind is DiscrepancyKind.Missing ? "gone-from-target" : "changed-in-target"),
        };
    }
}
