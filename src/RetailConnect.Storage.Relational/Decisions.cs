using System.Data.Common;
using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Carries out one decision about dead letters; only what is still parked takes it.</summary>
internal sealed class Decisions(Dialect dialect, DbTransaction transaction, StoredDecision decision, DateTimeOffset now)
{
    private const int AtOnce = 400;
    private const string HasBody = "EXISTS (SELECT 1 FROM body b WHERE b.id = inbox.id)";

    /// <summary>A later one that could not even be mapped overtakes nothing.</summary>
    private const string IsOvertaken = """
        EXISTS (SELECT 1 FROM inbox n WHERE n.lane = inbox.lane AND n.canonical = inbox.canonical AND n.origin = inbox.origin AND n.entity = inbox.entity AND n.id > inbox.id
            AND NOT (n.attempts = 0 AND EXISTS (SELECT 1 FROM dead_letter d WHERE d.id = n.id) AND NOT EXISTS (SELECT 1 FROM body c WHERE c.id = n.id)))
        """;

    private readonly DbConnection connection = transaction.Connection!;
    private readonly string named = $"id {dialect.OneOf("@Ids")} AND lane IN (SELECT id FROM lane WHERE tenant = @Tenant)";

    public List<DecidedLetter> Run(CommitScript script)
    {
        // The host that works for the tenant hears of it, whichever host was asked. It comes first, as a lease does in every commit: so no two hosts wait for each other's rows.
        connection.Execute("UPDATE lease SET calls = calls + 1 WHERE tenant = @Tenant", new { Tenant = decision.Tenant.Value }, transaction);
        return [.. decision.Envelopes.Distinct().Order().Chunk(AtOnce).SelectMany(ids => Decide(ids, script))];
    }

    private IEnumerable<DecidedLetter> Decide(long[] ids, CommitScript script)
    {
        var verdicts = ids.ToDictionary(id => id, _ => DeadLetterVerdict.Unknown);
        if (decision.Kind is DecisionKind.Resolve or DecisionKind.Dismiss)
        {
            End(ids, verdicts, script);
        }
        else
        {
            Replay(ids, verdicts);
        }

        var others = connection.Query<(long Id, long State)>($"SELECT id, state FROM inbox WHERE {named} AND id IN (SELECT id FROM dead_letter)", Values(ids), transaction);
        foreach (var (id, state) in others.Where(other => verdicts[other.Id] is DeadLetterVerdict.Unknown))
        {
            verdicts[id] = state == (long)State.DeadLettered ? DeadLetterVerdict.Refused : DeadLetterVerdict.NotParked;
        }

        return ids.Select(id => new DecidedLetter(id, verdicts[id]));
    }

    private void End(long[] ids, Dictionary<long, DeadLetterVerdict> verdicts, CommitScript script)
    {
        var (kind, reason) = decision.Kind is DecisionKind.Resolve ? (DeadLetterEventKind.Resolved, Reasons.Resolved) : (DeadLetterEventKind.Dismissed, Reasons.Dismissed);
        var ended = Change(ids, $"state = 2, reason = '{reason}', intended = 0", "1 = 1", verdicts, DeadLetterVerdict.Ended);
        Record(ended, kind, reason);
        if (ended.Length > 0)
        {
            script.Write(transaction, decision.With, now);
        }
    }

    /// <summary>
    /// What was delivered before is pending again as it was. What its source could not even map has no content to deliver: its place is taken by a hint, so that the entity is read anew,
    /// and its key is given up, so that a second failure is parked again instead of being taken for a repeat. What a later change of the same entity has overtaken is not sent over it.
    /// </summary>
    private void Replay(long[] ids, Dictionary<long, DeadLetterVerdict> verdicts)
    {
        Record(Change(ids, $"state = 3, reason = '{Reasons.NewerChange}'", IsOvertaken, verdicts, DeadLetterVerdict.Overtaken), DeadLetterEventKind.Superseded, Reasons.NewerChange);
        var sent = decision.Edit is null ? $"(attempts > 0 OR {HasBody})" : HasBody;
        var replayed = Change(ids, "state = 0, reason = 'replayed', attempts = 0, not_before = NULL", sent, verdicts, DeadLetterVerdict.Replayed);
        if (decision.Edit is { } edit)
        {
            foreach (var id in replayed)
            {
                Rewrite(id, edit);
            }

            return;
        }

        Record(replayed, DeadLetterEventKind.Replayed, "replayed");
        var again = Change(ids, "state = 3, reason = 'read-again', key = key || '-read-' || id", "1 = 1", verdicts, DeadLetterVerdict.ReadAgain);
        Record(again, DeadLetterEventKind.ReadAgain, "read-again");
        if (again.Length > 0)
        {
            connection.Execute(
                $"INSERT INTO hint (tenant, connection, type, key, entity, received_at) SELECT @Tenant, origin, type, 'replay-' || id, entity, @Now FROM inbox WHERE {named}", Values(again), transaction);
        }
    }

    /// <summary>The key stays, because it is the key of the effect: other content is no other order.</summary>
    private void Rewrite(long id, EditedContent edit)
    {
        var (packed, bytes) = connection.QuerySingle<(long Packed, byte[] Bytes)>("SELECT packed, bytes FROM body WHERE id = @Id", new { Id = id }, transaction);
        var before = CanonicalJson.FingerprintOf(Packing.Unpack(packed == 1, bytes));
        var (pack, body) = Packing.Pack(edit.Body);
        connection.Execute("UPDATE body SET packed = @Packed, bytes = @Bytes WHERE id = @Id", new { Id = id, Packed = pack ? 1L : 0L, Bytes = body }, transaction);
        connection.Execute("UPDATE inbox SET fingerprint = @Fingerprint WHERE id = @Id", new { Id = id, edit.Fingerprint }, transaction);
        Record([id], DeadLetterEventKind.Edited, "replayed", before, CanonicalJson.FingerprintOf(edit.Body.Span));
    }

    private long[] Change(long[] ids, string set, string where, Dictionary<long, DeadLetterVerdict> verdicts, DeadLetterVerdict verdict)
    {
        var changed = connection.Query<long>($"UPDATE inbox SET {set}, updated_at = @Now WHERE {named} AND state = 4 AND {where} RETURNING id", Values(ids), transaction).ToArray();
        foreach (var id in changed)
        {
            verdicts[id] = verdict;
        }

        return changed;
    }

    private void Record(long[] ids, DeadLetterEventKind kind, string reason, string? before = null, string? after = null)
    {
        if (ids.Length > 0)
        {
            connection.Execute(
                $"""
                INSERT INTO history (envelope, at, attempts, outcome, reason, detail, actor, fingerprint_before, fingerprint_after)
                SELECT id, @Now, 0, @Kind, @Reason, @Why, @By, @Before, @After FROM inbox WHERE id {dialect.OneOf("@Ids")} ORDER BY id
                """,
                new { Ids = ids, Now = Ticks.Of(now), Kind = (long)kind, Reason = reason, Why = Kept(decision.Why), By = Kept(decision.By), Before = before, After = after }, transaction);
        }
    }

    private string? Kept(string? text) => text is null ? null : dialect.Keep(text);

    private object Values(long[] ids) => new { Now = Ticks.Of(now), Ids = ids, Tenant = decision.Tenant.Value };
}
