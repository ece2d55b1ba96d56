using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Reads of the inbox, the hints and the conservation figures.</summary>
internal sealed class StoreReader(Dialect dialect)
{
    public List<StoredEnvelope> Pending(LaneKey lane, long after, int limit)
    {
        using var connection = dialect.OpenReader();
        var rows = connection.Query<EnvelopeRow>(
            $"""
            SELECT {EnvelopeRow.Columns}
            FROM inbox i LEFT JOIN body b ON b.id = i.id
            WHERE i.lane = (SELECT id FROM lane WHERE tenant = @Tenant AND sync = @Sync AND target = @Target) AND i.state = 0 AND i.id > @After
            ORDER BY i.id LIMIT @Limit
            """,
            new { Tenant = lane.Tenant.Value, lane.Sync, lane.Target, After = after, Limit = limit });
        return [.. rows.Select(row => row.ToStored(lane))];
    }

    public bool IsPending(TenantId tenant, string target, EntityType type, CanonicalId canonical)
    {
        using var connection = dialect.OpenReader();
        return connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM inbox i JOIN lane l ON l.id = i.lane WHERE i.canonical = @Canonical AND i.state = 0 AND i.type = @Type AND l.tenant = @Tenant AND l.target = @Target",
            new { Canonical = dialect.Keep(canonical.Value), Type = type.Name, Tenant = tenant.Value, Target = target }) > 0;
    }

    public List<StoredHint> Hints(StreamKey stream, long after, int limit)
    {
        using var connection = dialect.OpenReader();
        var rows = connection.Query<(long Id, string? Entity, long ReceivedAt)>(
            """
            SELECT id, entity, received_at FROM hint
            WHERE tenant = @Tenant AND connection = @Connection AND type = @Type AND read_at IS NULL AND id > @After ORDER BY id LIMIT @Limit
            """,
            new { Tenant = stream.Tenant.Value, stream.Connection, Type = stream.Type.Name, After = after, Limit = limit });
        return [.. rows.Select(row => new StoredHint(row.Id, row.Entity is null ? default(ExternalId?) : new ExternalId(row.Entity), Ticks.ToTime(row.ReceivedAt)))];
    }

    public List<Tally> Tallies(TenantId tenant)
    {
        using var connection = dialect.OpenReader();
        var rows = connection.Query<TallyRow>(
            """
            SELECT l.sync AS Sync, l.target AS Target, l.accepted AS Accepted,
                   l.purged_applied + COUNT(CASE WHEN i.state = 1 THEN 1 END) AS Applied, l.purged_skipped + COUNT(CASE WHEN i.state = 2 THEN 1 END) AS Skipped,
                   l.purged_superseded + COUNT(CASE WHEN i.state = 3 THEN 1 END) AS Superseded, COUNT(CASE WHEN i.state = 4 THEN 1 END) AS DeadLettered,
                   COUNT(CASE WHEN i.state = 0 THEN 1 END) AS Pending
            FROM lane l LEFT JOIN inbox i ON i.lane = l.id WHERE l.tenant = @Tenant
            GROUP BY l.id, l.sync, l.target, l.accepted, l.purged_applied, l.purged_skipped, l.purged_superseded ORDER BY l.sync, l.target
            """,
            new { Tenant = tenant.Value });
        return [.. rows.Select(row => new Tally(new(tenant, row.Sync, row.Target), row.Accepted, row.Applied, row.Skipped, row.Superseded, row.DeadLettered, row.Pending))];
    }

    public long WaitingHints(TenantId tenant)
    {
        using var connection = dialect.OpenReader();
        return connection.ExecuteScalar<long>("SELECT COUNT(*) FROM hint WHERE tenant = @Tenant AND read_at IS NULL", new { Tenant = tenant.Value });
    }

    public Checkpoint? CheckpointOf(StreamKey stream)
    {
        using var connection = dialect.OpenReader();
        var rows = connection.Query<(string Cursor, long SavedAt)>(
            "SELECT cursor, saved_at FROM checkpoint WHERE tenant = @Tenant AND connection = @Connection AND type = @Type",
            new { Tenant = stream.Tenant.Value, stream.Connection, Type = stream.Type.Name }).AsList();
        return rows.Count == 0 ? null : new(stream, new Cursor(rows[0].Cursor), Ticks.ToTime(rows[0].SavedAt));
    }

    private sealed class TallyRow
    {
        public string Sync { get; init; } = "";

        public string Target { get; init; } = "";

        public long Accepted { get; init; }

        public long Applied { get; init; }

        public long Skipped { get; init; }

        public long Superseded { get; init; }

        public long DeadLettered { get; init; }

        public long Pending { get; init; }
    }
}
