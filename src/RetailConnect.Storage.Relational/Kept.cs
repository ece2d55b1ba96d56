using System.Data.Common;
using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Reads envelopes with their content, whatever became of them.</summary>
internal static class Kept
{
    /// <summary>The sum keeps the planner from the index of the lanes: pages follow the ids, so that all of them together read the table once.</summary>
    private const string Select =
        """
        SELECT i.id AS Id, i.state AS State, i.origin AS Origin, i.entity AS Entity, i.canonical AS Canonical, i.key AS Key, b.packed AS Packed, b.bytes AS Bytes,
            CASE WHEN EXISTS (SELECT 1 FROM history h WHERE h.envelope = i.id AND h.detail IS NOT NULL) OR EXISTS (SELECT 1 FROM dead_letter d WHERE d.id = i.id AND (d.detail <> '' OR d.advice <> '')) THEN 1 ELSE 0 END AS HasTexts
        FROM inbox i LEFT JOIN body b ON b.id = i.id
        WHERE i.id > @After AND i.type = @Type AND i.lane + 0 IN (SELECT id FROM lane WHERE tenant = @Tenant)
        """;

    public static List<KeptEnvelope> List(Dialect dialect, DbConnection connection, KeptRequest request)
    {
        var of = request.Of is null ? "" : $" AND i.canonical {dialect.OneOf("@Of")}";
        return
        [
            .. connection.Query<Row>(
                $"{Select}{of} ORDER BY i.id LIMIT @Limit",
                new { Tenant = request.Tenant.Value, Type = request.Type.Name, request.After, Limit = (long)request.Limit, Of = (request.Of ?? []).Select(id => dialect.Keep(id.Value)).ToArray() })
                .Select(row => row.ToKept()),
        ];
    }

    private sealed class Row
    {
        public long Id { get; init; }

        public long State { get; init; }

        public string Origin { get; init; } = "";

        public string Entity { get; init; } = "";

        public string Canonical { get; init; } = "";

        public string Key { get; init; } = "";

        public long? Packed { get; init; }

        public byte[]? Bytes { get; init; }

        public long HasTexts { get; init; }

        public KeptEnvelope ToKept() => new(Id, Kind((State)State), Origin, Entity, new(Canonical), new(Key), Bytes is null ? ReadOnlyMemory<byte>.Empty : Packing.Unpack(Packed == 1, Bytes)) { HasTexts = HasTexts != 0 };

        private static OutcomeKind? Kind(State state) => state switch
        {
            Relational.State.Applied => OutcomeKind.Applied,
            Relational.State.Skipped => OutcomeKind.Skipped,
            Relational.State.Superseded => OutcomeKind.Superseded,
            Relational.State.DeadLettered => OutcomeKind.DeadLettered,
            _ => null,
        };
    }
}
