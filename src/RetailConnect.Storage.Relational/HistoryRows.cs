using System.Data.Common;
using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Envelopes of one entity with their history, without bodies.</summary>
internal static class HistoryRows
{
    /// <summary>Returns the newest envelopes of an entity, in the order of their ids.</summary>
    public static List<SavedEnvelope> Envelopes(Dialect dialect, DbConnection connection, TenantId tenant, EntityKey entity, int most)
    {
        var rows = connection.Query<EnvelopeRow>(
            """
            SELECT i.id AS Id, l.sync AS Sync, l.target AS Target, i.origin AS Origin, i.entity AS Entity, i.version AS Version, i.key AS Key, i.state AS State, i.reason AS Reason,
                   i.attempts AS Attempts, i.not_before AS NotBefore, i.accepted_at AS AcceptedAt, i.recorded_at AS RecordedAt, i.announced_at AS AnnouncedAt, i.receipt AS Receipt,
                   i.updated_at AS UpdatedAt, d.detail AS Detail, d.advice AS Advice
            FROM inbox i JOIN lane l ON l.id = i.lane LEFT JOIN dead_letter d ON d.id = i.id
            WHERE i.canonical = @Canonical AND i.type = @Type AND l.tenant = @Tenant ORDER BY i.id DESC LIMIT @Most
            """,
            new { Tenant = tenant.Value, Type = entity.Type.Name, Canonical = dialect.Keep(entity.Canonical.Value), Most = most }).Reverse().ToList();
        var history = rows.Count == 0 ? null : Attempts(dialect, connection, [.. rows.Select(row => row.Id)]);
        return [.. rows.Select(row => row.ToSaved(tenant, history![row.Id]))];
    }

    private static ILookup<long, StoredOutcome> Attempts(Dialect dialect, DbConnection connection, long[] envelopes) => connection.Query<AttemptRow>(
        $"SELECT envelope AS Envelope, at AS At, attempts AS Attempts, outcome AS Outcome, reason AS Reason, detail AS Detail FROM history WHERE envelope {dialect.OneOf("@Ids")} ORDER BY id",
        new { Ids = envelopes }).ToLookup(row => row.Envelope, row => row.ToOutcome());

    private sealed class EnvelopeRow
    {
        public long Id { get; init; }

        public string Sync { get; init; } = "";

        public string Target { get; init; } = "";

        public string Origin { get; init; } = "";

        public string Entity { get; init; } = "";

        public string Version { get; init; } = "";

        public string Key { get; init; } = "";

        public long State { get; init; }

        public string? Reason { get; init; }

        public long Attempts { get; init; }

        public long? NotBefore { get; init; }

        public long AcceptedAt { get; init; }

        public long? RecordedAt { get; init; }

        public long? AnnouncedAt { get; init; }

        public string? Receipt { get; init; }

        public long UpdatedAt { get; init; }

        public string? Detail { get; init; }

        public string? Advice { get; init; }

        public SavedEnvelope ToSaved(TenantId tenant, IEnumerable<StoredOutcome> attempted) => new()
        {
            Id = Id, Lane = new(tenant, Sync, Target), Origin = Origin, Entity = Entity, Version = Version, Key = new(Key), State = Kind((State)State), Reason = Reason, Detail = Detail, Advice = Advice,
            Attempts = (int)Attempts, NotBefore = NotBefore is { } due ? Ticks.ToTime(due) : null, RecordedAt = Ticks.ToTime(RecordedAt ?? AcceptedAt),
            AnnouncedAt = AnnouncedAt is { } announced ? Ticks.ToTime(announced) : null, Receipt = Receipt is { } receipt ? new ExternalId(receipt) : default(ExternalId?), UpdatedAt = Ticks.ToTime(UpdatedAt),
            Attempted = [.. attempted],
        };

        private static OutcomeKind? Kind(State state) => state switch
        {
            Relational.State.Applied => OutcomeKind.Applied,
            Relational.State.Skipped => OutcomeKind.Skipped,
            Relational.State.Superseded => OutcomeKind.Superseded,
            Relational.State.DeadLettered => OutcomeKind.DeadLettered,
            _ => null,
        };
    }

    private sealed class AttemptRow
    {
        public long Envelope { get; init; }

        public long At { get; init; }

        public long Attempts { get; init; }

        public long Outcome { get; init; }

        public string? Reason { get; init; }

        public string? Detail { get; init; }

        public StoredOutcome ToOutcome() => new() { Envelope = Envelope, At = Ticks.ToTime(At), Attempts = (int)Attempts, Kind = (OutcomeKind)Outcome, Reason = Reason, Detail = Detail };
    }
}
