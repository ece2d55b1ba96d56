using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Reads of dead letters.</summary>
internal sealed class LetterReader(Dialect dialect)
{
    public List<DeadLetterGroup> Groups(TenantId tenant)
    {
        using var connection = dialect.OpenReader();
        var rows = connection.Query<GroupRow>(
            """
            SELECT g.sync AS Sync, g.target AS Target, g.reason AS Reason, g.number AS Number, g.oldest AS Oldest, g.newest AS Newest, g.last AS Last, d.advice AS Advice
            FROM (SELECT l.sync, l.target, i.reason, COUNT(*) AS number, MIN(i.updated_at) AS oldest, MAX(i.updated_at) AS newest, MAX(i.id) AS last
                  FROM inbox i JOIN lane l ON l.id = i.lane WHERE l.tenant = @Tenant AND i.state = 4 GROUP BY l.sync, l.target, i.reason) g
            JOIN dead_letter d ON d.id = g.last ORDER BY g.sync, g.target, g.reason
            """,
            new { Tenant = tenant.Value });
        return [.. rows.Select(row => new DeadLetterGroup(tenant, new(tenant, row.Sync, row.Target), row.Reason ?? "", row.Number, Ticks.ToTime(row.Oldest), Ticks.ToTime(row.Newest), row.Advice, row.Last))];
    }

    public List<DeadLetter> List(DeadLetterSelection selection, long after, int limit)
    {
        using var connection = dialect.OpenReader();
        var rows = connection.Query<LetterRow>(
            """
            SELECT i.id AS Id, l.sync AS Sync, l.target AS Target, i.origin AS Origin, i.entity AS Entity, i.reason AS Reason, d.detail AS Detail, d.advice AS Advice, i.attempts AS Attempts, i.updated_at AS UpdatedAt
            FROM inbox i JOIN lane l ON l.id = i.lane JOIN dead_letter d ON d.id = i.id
            WHERE l.tenant = @Tenant AND i.state = 4 AND (@Reason IS NULL OR i.reason = @Reason) AND (@Sync IS NULL OR l.sync = @Sync) AND (@Target IS NULL OR l.target = @Target)
                AND i.id > @After AND i.id <= @Until ORDER BY i.id LIMIT @Limit
            """,
            new { Tenant = selection.Tenant.Value, selection.Reason, selection.Sync, selection.Target, After = after, Until = selection.Until ?? long.MaxValue, Limit = limit });
        return [.. rows.Select(row => new DeadLetter(
            row.Id, new(selection.Tenant, row.Sync, row.Target), row.Origin, row.Entity, row.Reason ?? "", row.Detail, row.Advice, (int)row.Attempts, Ticks.ToTime(row.UpdatedAt)))];
    }

    public DeadLetterFile? Find(TenantId tenant, long envelope)
    {
        using var connection = dialect.OpenReader();
        var values = new { Tenant = tenant.Value, Id = envelope };
        var rows = connection.Query<EnvelopeRow, LetterRow, (EnvelopeRow Envelope, LetterRow Letter)>(
            $"""
            SELECT {EnvelopeRow.Columns},
                   l.sync AS Sync, l.target AS Target, i.reason AS Reason, d.detail AS Detail, d.advice AS Advice, i.updated_at AS UpdatedAt, i.state AS State
            FROM inbox i JOIN lane l ON l.id = i.lane JOIN dead_letter d ON d.id = i.id LEFT JOIN body b ON b.id = i.id WHERE l.tenant = @Tenant AND i.id = @Id
            """,
            (stored, letter) => (stored, letter), values, splitOn: nameof(LetterRow.Sync)).AsList();
        if (rows.Count == 0)
        {
            return null;
        }

        var (stored, row) = rows[0];
        var history = connection.Query<EventRow>(
            """
            SELECT at AS At, outcome AS Outcome, attempts AS Attempts, reason AS Reason, detail AS Detail, actor AS Actor, fingerprint_before AS FingerprintBefore, fingerprint_after AS FingerprintAfter
            FROM history WHERE envelope = @Id ORDER BY id
            """,
            values);
        return new()
        {
            Stored = stored.ToStored(new(tenant, row.Sync, row.Target)), Standing = Standing((State)row.State), Reason = row.Reason ?? "", Since = Ticks.ToTime(row.UpdatedAt), Detail = row.Detail, Advice = row.Advice,
            History = [.. history.Select(entry => new DeadLetterEvent(
                Ticks.ToTime(entry.At), (DeadLetterEventKind)entry.Outcome, (int)entry.Attempts, entry.Reason, entry.Detail, entry.Actor, entry.FingerprintBefore, entry.FingerprintAfter))],
        };
    }

    private static DeadLetterStanding Standing(State state) => state switch
    {
        State.Pending => DeadLetterStanding.Pending,
        State.Applied => DeadLetterStanding.Applied,
        State.Skipped => DeadLetterStanding.Skipped,
        State.Superseded => DeadLetterStanding.Superseded,
        _ => DeadLetterStanding.Parked,
    };

    private sealed class GroupRow
    {
        public string Sync { get; init; } = "";

        public string Target { get; init; } = "";

        public string? Reason { get; init; }

        public long Number { get; init; }

        public long Oldest { get; init; }

        public long Newest { get; init; }

        public long Last { get; init; }

        public string Advice { get; init; } = "";
    }

    private sealed class LetterRow
    {
        public long Id { get; init; }

        public string Sync { get; init; } = "";

        public string Target { get; init; } = "";

        public string Origin { get; init; } = "";

        public string Entity { get; init; } = "";

        public string? Reason { get; init; }

        public string Detail { get; init; } = "";

        public string Advice { get; init; } = "";

        public long Attempts { get; init; }

        public long UpdatedAt { get; init; }

        public long State { get; init; }
    }

    private sealed class EventRow
    {
        public long At { get; init; }

        public long Outcome { get; init; }

        public long Attempts { get; init; }

        public string? Reason { get; init; }

        public string? Detail { get; init; }

        public string? Actor { get; init; }

        public string? FingerprintBefore { get; init; }

        public string? FingerprintAfter { get; init; }
    }
}
