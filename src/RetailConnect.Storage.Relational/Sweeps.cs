using System.Data.Common;
using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Reads how far sweeps are.</summary>
internal static class Sweeps
{
    public static List<Sweep> List(DbConnection connection, TenantId tenant) =>
    [
        .. connection.Query<Row>(
            """
            SELECT connection AS Connection, type AS Type, state AS State, cursor AS Cursor, pages AS Pages, changes AS Changes, accepted AS Accepted, total AS Total, started_at AS StartedAt,
                   updated_at AS UpdatedAt, reason AS Reason
            FROM sweep WHERE tenant = @Tenant ORDER BY connection, type
            """,
            new { Tenant = tenant.Value }).Select(row => row.ToSweep(tenant)),
    ];

    private sealed class Row
    {
        public string Connection { get; init; } = "";

        public string Type { get; init; } = "";

        public long State { get; init; }

        public string? Cursor { get; init; }

        public long Pages { get; init; }

        public long Changes { get; init; }

        public long Accepted { get; init; }

        public long? Total { get; init; }

        public long StartedAt { get; init; }

        public long UpdatedAt { get; init; }

        public string? Reason { get; init; }

        public Sweep ToSweep(TenantId tenant) => new()
        {
            Stream = new(tenant, Connection, new(Type)), State = (SweepState)State, Cursor = Cursor is { } cursor ? new(cursor) : null, Pages = Pages, Changes = Changes, Accepted = Accepted,
            Total = Total, StartedAt = Ticks.ToTime(StartedAt), UpdatedAt = Ticks.ToTime(UpdatedAt), Reason = Reason,
        };
    }
}
