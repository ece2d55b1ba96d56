using System.Data.Common;
using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Ends dead letters of an entity when the target has a later change of it: there is nothing left for a person to do.</summary>
internal static class Overtaking
{
    /// <summary>An older envelope o that waits for a person and may end; what may have had an effect that nobody knows of does not.</summary>
    public const string Open = $"o.state = 4 AND o.reason <> '{Reasons.ResultUnknown}'";

    private const string Older = $"{Open} AND o.id < @Id AND (o.lane, o.origin, o.entity) = (SELECT a.lane, a.origin, a.entity FROM inbox a WHERE a.id = @Id)";

    /// <summary>True when an outcome means that the target has the change.</summary>
    public static bool Follows(StoredOutcome outcome) => outcome.Kind is OutcomeKind.Applied || (outcome.Kind is OutcomeKind.Skipped && outcome.Reason is Reasons.Unchanged or Reasons.AlreadyPosted);

    public static void Run(DbTransaction transaction, StoredOutcome outcome)
    {
        var values = new
        {
            Id = outcome.Envelope, At = Ticks.Of(outcome.At), Kind = (long)DeadLetterEventKind.Superseded, Reason = Reasons.NewerChange, Detail = $"The target has a later change of the same entity: envelope {outcome.Envelope}.",
        };
        transaction.Connection!.Execute($"INSERT INTO history (envelope, at, attempts, outcome, reason, detail) SELECT o.id, @At, o.attempts, @Kind, @Reason, @Detail FROM inbox o WHERE {Older} ORDER BY o.id", values, transaction);
        transaction.Connection!.Execute($"UPDATE inbox AS o SET state = 3, reason = @Reason, intended = 0, updated_at = @At WHERE {Older}", values, transaction);
    }
}
