using System.Data;
using System.Data.Common;
using System.Globalization;

namespace RetailConnect.Storage.Relational;

/// <summary>Writes one commit inside a transaction.</summary>
internal sealed class CommitScript : IDisposable
{
    private const DbType Text = DbType.String;
    private const DbType Number = DbType.Int64;
    private const DbType Bytes = DbType.Binary;

    private readonly Hot addLane;
    private readonly Hot findLane;
    private readonly Hot countAccepted;
    private readonly Hot addEnvelope;
    private readonly Hot addBody;
    private readonly Hot addDeadLetter;
    private readonly Hot addHint;
    private readonly Hot readHint;
    private readonly Hot saveCheckpoint;
    private readonly Hot saveSweep;
    private readonly Hot saveComparison;
    private readonly Hot saveAppointment;
    private readonly Hot intend;
    private readonly Hot finish;
    private readonly Hot defer;
    private readonly Hot addHistory;
    private readonly Hot doubt;
    private readonly Hot link;
    private readonly Hot openEntry;
    private readonly Hot emptyEntries;
    private readonly Hot closeEntries;
    private readonly Hot findFence;
    private readonly Dialect dialect;
    private readonly Dictionary<LaneKey, long> lanes = [];

    /// <param name="dialect">The database.</param>
    /// <param name="connection">The connection that writes.</param>
    public CommitScript(Dialect dialect, DbConnection connection)
    {
        this.dialect = dialect;
        addLane = new(dialect, connection, "INSERT INTO lane (tenant, sync, target) VALUES (@p0, @p1, @p2) ON CONFLICT DO NOTHING", Text, Text, Text);
        findLane = new(dialect, connection, "SELECT id FROM lane WHERE tenant = @p0 AND sync = @p1 AND target = @p2", Text, Text, Text);
        countAccepted = new(dialect, connection, "UPDATE lane SET accepted = accepted + @p1 WHERE id = @p0", Number, Number);
        addEnvelope = new(
            dialect, connection,
            """
            INSERT INTO inbox (lane, type, origin, entity, canonical, order_key, version, key, fingerprint, state, reason, attempts, intended, accepted_at, updated_at, recorded_at)
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, 0, 0, @p11, @p11, @p12) ON CONFLICT DO NOTHING RETURNING id
            """,
            Number, Text, Text, Text, Text, Text, Text, Text, Text, Number, Text, Number, Number);
        addBody = new(dialect, connection, "INSERT INTO body (id, packed, bytes) VALUES (@p0, @p1, @p2)", Number, Number, Bytes);
        addDeadLetter = new(dialect, connection, "INSERT INTO dead_letter (id, detail, advice) VALUES (@p0, @p1, @p2) ON CONFLICT (id) DO UPDATE SET detail = excluded.detail, advice = excluded.advice", Number, Text, Text);
        addHint = new(dialect, connection, "INSERT INTO hint (tenant, connection, type, key, entity, received_at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5) ON CONFLICT DO NOTHING", Text, Text, Text, Text, Text, Number);
        readHint = new(dialect, connection, "UPDATE hint SET read_at = @p1 WHERE id = @p0 AND read_at IS NULL", Number, Number);
        saveCheckpoint = new(
            dialect, connection,
            """
            INSERT INTO checkpoint (tenant, connection, type, cursor, saved_at) VALUES (@p0, @p1, @p2, @p3, @p4)
            ON CONFLICT (tenant, connection, type) DO UPDATE SET cursor = excluded.cursor, saved_at = excluded.saved_at
            """,
            Text, Text, Text, Text, Number);
        saveSweep = new(
            dialect, connection,
            """
            INSERT INTO sweep (tenant, connection, type, state, cursor, pages, changes, accepted, total, started_at, updated_at, reason)
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11)
            ON CONFLICT (tenant, connection, type) DO UPDATE
            SET state = excluded.state, cursor = excluded.cursor, pages = excluded.pages, changes = excluded.changes, accepted = excluded.accepted, total = excluded.total,
                started_at = excluded.started_at, updated_at = excluded.updated_at, reason = excluded.reason
            """,
            Text, Text, Text, Number, Text, Number, Number, Number, Number, Number, Number, Text);
        saveComparison = new(
            dialect, connection,
            """
            INSERT INTO comparison (tenant, sync, target, ended_at, packed, bytes) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
            ON CONFLICT (tenant, sync, target) DO UPDATE SET ended_at = excluded.ended_at, packed = excluded.packed, bytes = excluded.bytes
            """,
            Text, Text, Text, Number, Number, Bytes);
        saveAppointment = new(
            dialect, connection,
            """
            INSERT INTO appointment (tenant, connection, type, entity, due_at, mark, number, updated_at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
            ON CONFLICT (tenant, connection, type, entity) DO UPDATE SET due_at = excluded.due_at, mark = excluded.mark, number = excluded.number, updated_at = excluded.updated_at
            """,
            Text, Text, Text, Text, Number, Text, Number, Number);
        intend = new(dialect, connection, "UPDATE inbox SET intended = 1, announced_at = @p1 WHERE id = @p0 AND state = 0", Number, Number);
        finish = new(
            dialect, connection,
            $"""
            UPDATE inbox SET state = @p1, reason = @p2, attempts = @p3, not_before = NULL, intended = CASE WHEN @p5 = 1 THEN intended ELSE 0 END, updated_at = @p4, receipt = @p6 WHERE id = @p0 AND state = 0
            RETURNING (SELECT COUNT(*) FROM inbox o WHERE o.lane = inbox.lane AND o.entity = inbox.entity AND o.origin = inbox.origin AND o.id < inbox.id AND {Overtaking.Open})
            """,
            Number, Number, Text, Number, Number, Number, Text);
        defer = new(dialect, connection, "UPDATE inbox SET reason = @p1, attempts = @p2, not_before = @p3, updated_at = @p4, intended = intended * @p5 WHERE id = @p0 AND state = 0", Number, Text, Number, Number, Number, Number);
        addHistory = new(dialect, connection, "INSERT INTO history (envelope, at, attempts, outcome, reason, detail) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)", Number, Number, Number, Number, Text, Text);
        doubt = new(
            dialect, connection,
            "UPDATE crosswalk SET fingerprint = NULL WHERE tenant = @p0 AND type = @p1 AND connection = @p2 AND canonical = @p3 AND fingerprint <> @p4", Text, Text, Text, Text, Text);
        link = new(
            dialect, connection,
            """
            INSERT INTO crosswalk (tenant, type, connection, canonical, external, fingerprint, linked_at) VALUES (
                @p0, @p1, @p2, @p3, @p4, @p5,
                (SELECT CASE WHEN MAX(linked_at) >= @p6 THEN MAX(linked_at) + 1 ELSE @p6 END FROM crosswalk WHERE tenant = @p0 AND type = @p1 AND connection = @p2 AND canonical = @p3))
            ON CONFLICT (tenant, type, connection, external) DO UPDATE
            SET canonical = excluded.canonical, linked_at = excluded.linked_at,
                fingerprint = CASE WHEN crosswalk.canonical = excluded.canonical THEN COALESCE(excluded.fingerprint, crosswalk.fingerprint) ELSE excluded.fingerprint END
            """,
            Text, Text, Text, Text, Text, Text, Number);
        openEntry = new(dialect, connection, "INSERT INTO ledger (tenant, document, line, sku, location, units, opened_at, expires_at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7) ON CONFLICT (tenant, document, line) DO UPDATE SET sku = excluded.sku, location = excluded.location, units = excluded.units WHERE ledger.closed_at IS NULL AND ledger.expires_at IS NULL", Text, Text, Text, Text, Text, Number, Number, Number);
        emptyEntries = new(dialect, connection, "UPDATE ledger SET units = 0 WHERE tenant = @p0 AND document = @p1 AND closed_at IS NULL AND expires_at IS NULL", Text, Text);
        findFence = new(dialect, connection, $"SELECT fence FROM lease WHERE tenant = @p0{dialect.ForShare}", Text);
        closeEntries = new(dialect, connection, "UPDATE ledger SET closed_at = @p2 WHERE tenant = @p0 AND document = @p1 AND closed_at IS NULL", Text, Text, Number);
    }

    /// <summary>Writes a commit; the transaction belongs to the caller.</summary>
    public StoreReceipt Write(DbTransaction transaction, StoreCommit commit, DateTimeOffset now)
    {
        Check(transaction, commit.Lease);
        var hints = commit.Hints.Sum(hint => addHint.Run(
            transaction, hint.Stream.Tenant.Value, hint.Stream.Connection, hint.Stream.Type.Name, hint.Key, hint.Entity?.Value, Ticks.Of(hint.ReceivedAt)));
        var envelopes = commit.Envelopes.Count(envelope => Add(transaction, envelope, now));
        foreach (var id in commit.ReadHints)
        {
            readHint.Run(transaction, id, Ticks.Of(now));
        }

        if (commit.Checkpoint is { } checkpoint)
        {
            var stream = checkpoint.Stream;
            saveCheckpoint.Run(transaction, stream.Tenant.Value, stream.Connection, stream.Type.Name, checkpoint.Cursor.Value, Ticks.Of(checkpoint.SavedAt));
        }

        if (commit.Sweep is { } sweep)
        {
            // What is new in this very commit is counted here, because only here it is known.
            var stream = sweep.Stream;
            saveSweep.Run(
                transaction, stream.Tenant.Value, stream.Connection, stream.Type.Name, (int)sweep.State, sweep.Cursor?.Value, sweep.Pages, sweep.Changes, sweep.Accepted + envelopes,
                sweep.Total, Ticks.Of(sweep.StartedAt), Ticks.Of(sweep.UpdatedAt), sweep.Reason);
        }

        if (commit.Comparison is { } comparison)
        {
            var (packed, bytes) = Packing.Pack(CanonicalJson.Serialize(comparison));
            saveComparison.Run(transaction, comparison.Lane.Tenant.Value, comparison.Lane.Sync, comparison.Lane.Target, Ticks.Of(comparison.EndedAt), packed ? 1 : 0, bytes);
        }

        foreach (var appointment in commit.Appointments)
        {
            var stream = appointment.Stream;
            saveAppointment.Run(
                transaction, stream.Tenant.Value, stream.Connection, stream.Type.Name, appointment.Entity.Value, Ticks.Of(appointment.DueAt), appointment.Mark, appointment.Number, Ticks.Of(appointment.UpdatedAt));
        }

        foreach (var id in commit.Intents)
        {
            intend.Run(transaction, id, Ticks.Of(now));
        }

        foreach (var outcome in commit.Outcomes)
        {
            Take(transaction, outcome);
        }

        foreach (var doubted in commit.Doubts)
        {
            doubt.Run(transaction, doubted.Scope.Tenant.Value, doubted.Scope.Type.Name, doubted.Scope.Connection, doubted.Canonical.Value, doubted.Unless ?? "");
        }

        foreach (var links in commit.Unlinkings)
        {
            Cleaning.Unlink(dialect, transaction, links);
        }

        Link(transaction, commit.Links, now);
        Book(transaction, commit);
        foreach (var cleaned in commit.Cleaned)
        {
            Cleaning.Run(transaction, cleaned, now);
        }

        if (commit.Erasure is { } erasure)
        {
            Erasures.Save(dialect, transaction, erasure);
        }

        return new(hints, envelopes);
    }

    /// <summary>Forgets ids that a rolled-back transaction had given out.</summary>
    public void Forget() => lanes.Clear();

    public void Dispose()
    {
        Hot[] all = [addLane, findLane, countAccepted, addEnvelope, addBody, addDeadLetter, addHint, readHint, saveCheckpoint, saveSweep, saveComparison, saveAppointment, intend, finish, defer, addHistory, doubt, link, openEntry, emptyEntries, closeEntries, findFence];
        foreach (var hot in all)
        {
            hot.Dispose();
        }
    }

    /// <summary>A host that was presumed dead saves nothing. The lease can't be taken over before the transaction ends.</summary>
    private void Check(DbTransaction transaction, Lease? lease)
    {
        if (lease is not null && !Equals(findFence.Get(transaction, lease.Tenant.Value), lease.Fence))
        {
            throw new StoreException($"Another host works for '{lease.Tenant}' by now; nothing of this host's work is saved any more.") { LeaseLost = true };
        }
    }

    private bool Add(DbTransaction transaction, NewEnvelope envelope, DateTimeOffset now)
    {
        var lane = LaneOf(transaction, envelope.Lane);
        var state = envelope.Fault is null ? State.Pending : State.DeadLettered;
        var added = addEnvelope.Get(
            transaction, lane, envelope.Type.Name, envelope.Origin, envelope.Entity.Value, envelope.Canonical.Value, envelope.OrderKey, envelope.Version, envelope.Key.Value,
            envelope.Fingerprint, (int)state, envelope.Fault?.Reason, Ticks.Of(envelope.AcceptedAt), Ticks.Of(now));
        if (added is null or DBNull)
        {
            return false;
        }

        var id = Convert.ToInt64(added, CultureInfo.InvariantCulture);
        if (!envelope.Body.IsEmpty)
        {
            var (packed, bytes) = Packing.Pack(envelope.Body);
            addBody.Run(transaction, id, packed ? 1 : 0, bytes);
        }

        if (envelope.Fault is { } fault)
        {
            addDeadLetter.Run(transaction, id, fault.Detail, fault.Advice);
            addHistory.Run(transaction, id, Ticks.Of(envelope.AcceptedAt), 0, (int)OutcomeKind.DeadLettered, fault.Reason, fault.Detail);
        }

        countAccepted.Run(transaction, lane, 1);
        return true;
    }

    private void Take(DbTransaction transaction, StoredOutcome outcome)
    {
        if (!(outcome.Kind is OutcomeKind.Deferred ? Defer(transaction, outcome) : Finish(transaction, outcome)))
        {
            return;
        }

        if (outcome.Kind is OutcomeKind.DeadLettered)
        {
            addDeadLetter.Run(transaction, outcome.Envelope, outcome.Detail ?? "", outcome.Advice ?? "");
        }

        if (!outcome.Waited && (outcome.Kind is not OutcomeKind.Applied || outcome.Attempts > 1))
        {
            addHistory.Run(transaction, outcome.Envelope, Ticks.Of(outcome.At), outcome.Attempts, (int)outcome.Kind, outcome.Reason, outcome.Detail);
        }
    }

    private bool Defer(DbTransaction transaction, StoredOutcome outcome) =>
        defer.Run(transaction, outcome.Envelope, outcome.Reason, outcome.Attempts, Ticks.Of(outcome.NotBefore), Ticks.Of(outcome.At), outcome.TakenBack ? 0 : 1) > 0;

    private bool Finish(DbTransaction transaction, StoredOutcome outcome)
    {
        var older = finish.Get(transaction, outcome.Envelope, (int)StateOf(outcome.Kind), outcome.Reason, outcome.Attempts, Ticks.Of(outcome.At), outcome.StaysIntended ? 1 : 0, outcome.Receipt?.Value);
        if (older is > 0L && Overtaking.Follows(outcome))
        {
            Overtaking.Run(transaction, outcome);
        }

        return older is long;
    }

    private void Link(DbTransaction transaction, IReadOnlyList<CrosswalkLink> links, DateTimeOffset now)
    {
        foreach (var entry in links)
        {
            // The newest link of an id counts, whatever the clock does meanwhile.
            link.Run(transaction, entry.Scope.Tenant.Value, entry.Scope.Type.Name, entry.Scope.Connection, entry.Canonical.Value, entry.External.Value, entry.Fingerprint, Ticks.Of(now));
        }
    }

    private void Book(DbTransaction transaction, StoreCommit commit)
    {
        foreach (var (tenant, document) in commit.LedgerEntries.Where(entry => entry.ExpiresAt is null).Select(entry => (entry.Tenant, entry.Document)).Distinct())
        {
            emptyEntries.Run(transaction, tenant.Value, document);
        }

        foreach (var entry in commit.LedgerEntries)
        {
            openEntry.Run(transaction, entry.Tenant.Value, entry.Document, entry.Line, entry.Sku.Value, entry.Location, Units.Of(entry.Units), Ticks.Of(entry.OpenedAt), entry.ExpiresAt is { } end ? Ticks.Of(end) : null);
        }

        foreach (var closing in commit.LedgerClosings)
        {
            closeEntries.Run(transaction, closing.Tenant.Value, closing.Document, Ticks.Of(closing.ClosedAt));
        }
    }

    private long LaneOf(DbTransaction transaction, LaneKey key)
    {
        if (!lanes.TryGetValue(key, out var id))
        {
            addLane.Run(transaction, key.Tenant.Value, key.Sync, key.Target);
            lanes[key] = id = Convert.ToInt64(findLane.Get(transaction, key.Tenant.Value, key.Sync, key.Target), CultureInfo.InvariantCulture);
        }

        return id;
    }

    private static State StateOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Applied => State.Applied,
        OutcomeKind.Skipped => State.Skipped,
        OutcomeKind.Superseded => State.Superseded,
        _ => State.DeadLettered,
    };
}
