using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Reads of the inbox, the hints and the conservation figures.</summary>
internal sealed class StoreReader(Dialect dialect)
{
    public List<StoredEnvelope> Pending(LaneKey lane, long after, int limit)
    {
        using var connection = dialect.OpenReader();
        var rows = connection.Query<EnvelopeRow>(
            """
            SELECT i.id AS Id, i.type AS Type, i.origin AS Origin, i.entity AS Entity, i.canonical AS Canonical, i.order_key AS OrderKey, i.version AS Version, i.key AS Key,
                   i.fingerprint AS Fingerprint, i.attempts AS Attempts, i.not_before AS NotBefore, i.intended AS Intended, i.accepted_at AS AcceptedAt, b.packed AS Packed, b.bytes AS Bytes
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

    public List<DeadLetter> DeadLetters(TenantId tenant, string? reason, int limit)
    {
        using var connection = dialect.OpenReader();
        var rows = connection.Query<DeadLetterRow>(
            """
            SELECT i.id AS Id, l.sync AS Sync, l.target AS Target, i.origin AS Origin, i.entity AS Entity, i.reason AS Reason, d.detail AS Detail, d.advice AS Advice, i.attempts AS Attempts, i.updated_at AS UpdatedAt
            FROM inbox i JOIN lane l ON l.id = i.lane JOIN dead_letter d ON d.id = i.id
            WHERE l.tenant = @Tenant AND i.state = 4 AND (@Reason IS NULL OR i.reason = @Reason) ORDER BY i.id LIMIT @Limit
            """,
            new { Tenant = tenant.Value, Reason = reason, Limit = limit });
        return [.. rows.Select(row => new DeadLetter(
            row.Id, new(tenant, row.Sync, row.Target), row.Origin, row.Entity, row.Reason ?? "", row.Detail, row.Advice, (int)row.Attempts, Ticks.ToTime(row.UpdatedAt)))];
    }

    private sealed class EnvelopeRow
    {
        public long Id { get; init; }

        public string Type { get; init; } = "";

        public string Origin { get; init; } = "";

        public string Entity { get; init; } = "";

        public string Canonical { get; init; } = "";

        public string OrderKey { get; init; } = "";

        public string Version { get; init; } = "";

        public string Key { get; init; } = "";

        public string Fingerprint { get; init; } = "";

        public long Attempts { get; init; }

        public long? NotBefore { get; init; }

        public long Intended { get; init; }

        public long AcceptedAt { get; init; }

        public long? Packed { get; init; }

        public byte[]? Bytes { get; init; }

        public StoredEnvelope ToStored(LaneKey lane) => new()
        {
            Id = Id, Attempts = (int)Attempts, NotBefore = NotBefore is { } due ? Ticks.ToTime(due) : null, Intended = Intended != 0,
            Envelope = new()
            {
                Lane = lane, Type = new EntityType(Type), Origin = Origin, Entity = Entity, Canonical = new(Canonical), OrderKey = OrderKey, Version = Version, Key = new(Key),
                Fingerprint = Fingerprint, Body = Bytes is null ? ReadOnlyMemory<byte>.Empty : Packing.Unpack(Packed == 1, Bytes), AcceptedAt = Ticks.ToTime(AcceptedAt),
            },
        };
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

    private sealed class DeadLetterRow
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
    }
}
