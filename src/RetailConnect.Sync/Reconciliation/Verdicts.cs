using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>Says what is known of the cause of a difference, from what is on its way and what was decided.</summary>
internal sealed class Verdicts(LaneKey lane, EntityType type, EngineParts parts)
{
    /// <summary>Reason of what was never written: its change was lost.</summary>
    public const string NeverRead = "never-read";

    /// <summary>Reason of what was different at each look: it changes faster than it can be looked at.</summary>
    public const string Moving = "moving";

    /// <summary>Reason of points that were moved by nothing that we wrote.</summary>
    public const string PointsOfNobody = "points-of-nobody";

    /// <summary>Reason of a balance that is not the sum of its movements.</summary>
    public const string BalanceOff = "balance-off";

    private const int Newest = 20;
    private static readonly string[] NoExplanation = [Reasons.Unchanged, Reasons.Echo, Reasons.AlreadyPosted];

    public async ValueTask<Discrepancy> JudgeAsync(Difference difference, CancellationToken cancellationToken)
    {
        var (state, reason) = difference switch
        {
            { Kind: DiscrepancyKind.Ambiguous } => (DiscrepancyState.Drift, "more-than-one"),
            { Suspect.Sources.Count: > 0, Expected: null } => (DiscrepancyState.Explained, "unreadable-in-source"),
            { Expected: { } expected } => await OfAsync(expected.Canonical, difference.Kind, cancellationToken),
            _ => (DiscrepancyState.Drift, "no-source-has-it"),
        };
        return Form(difference, state, reason);
    }

    /// <summary>What was different at each look.</summary>
    public static Discrepancy OfMoving(Difference difference) => Form(difference, DiscrepancyState.InFlight, Moving);

    private static Discrepancy Form(Difference difference, DiscrepancyState state, string reason) => new()
    {
        Key = difference.Suspect.Key, Kind = difference.Kind, State = state, Reason = reason, Origin = difference.Origin,
        SourceEntity = difference.Expected?.Entity ?? (difference.Suspect.Sources is [var source, ..] ? source.Entity : default(ExternalId?)),
        TargetEntity = difference.Actual?.Entity ?? difference.Suspect.Target, Fields = difference.Fields, FirstSeenAt = default,
    };

    /// <summary>Says what is known of the cause, from what is on its way and what was decided of an entity.</summary>
    public async ValueTask<(DiscrepancyState State, string Reason)> OfAsync(CanonicalId canonical, DiscrepancyKind kind, CancellationToken cancellationToken)
    {
        if (await parts.Inbox.IsPendingAsync(lane.Tenant, lane.Target, type, canonical, cancellationToken))
        {
            return (DiscrepancyState.InFlight, "pending");
        }

        var last = parts.History is { } history
            ? (await history.LoadAsync(lane.Tenant, new(type, canonical), canonical.Value, Newest, cancellationToken)).Envelopes.LastOrDefault(envelope => envelope.Lane == lane && envelope.State is not OutcomeKind.Superseded)
            : null;
        if (last is { State: OutcomeKind.DeadLettered or OutcomeKind.Skipped, Reason: { } reason } && !NoExplanation.Contains(reason))
        {
            return (DiscrepancyState.Explained, reason);
        }

        // What was decided is forgotten after the store's retention; the link stays.
        var wasWritten = last is not null || await parts.Crosswalk.FindExternalAsync(new(lane.Tenant, type, lane.Target), canonical, cancellationToken) is not null;
        return (DiscrepancyState.Drift, !wasWritten ? NeverRead : kind is DiscrepancyKind.Missing ? "gone-from-target" : "changed-in-target");
    }
}
