using System.Data.Common;
using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Forgets what is old, in small steps. What is pending or parked is never forgotten, and neither is a document that a person ended: read again after years it must not be posted.</summary>
internal static class Purge
{
    private static readonly string Ended = $"i.reason IN ('{Reasons.Resolved}', '{Reasons.Dismissed}') AND i.type IN ('{EntityType.Order.Name}', '{EntityType.Return.Name}', '{EntityType.Shipment.Name}', '{EntityType.Payout.Name}')";

    public static int Run(DbTransaction transaction, DateTimeOffset before, int most)
    {
        var connection = transaction.Connection!;
        var limits = new { Before = Ticks.Of(before), Most = most };

        // Counted is what this transaction removed: another host may be removing at the same time.
        var gone = connection.Query<(long Lane, long State)>(
            $"""
            DELETE FROM inbox WHERE id IN (
                SELECT i.id FROM inbox i WHERE i.state IN (1, 2, 3) AND i.updated_at < @Before AND NOT (i.reason IS NOT NULL AND {Ended}) ORDER BY i.id LIMIT @Most)
            RETURNING lane, CAST(state AS BIGINT)
            """,
            limits, transaction).ToList();
        foreach (var group in gone.GroupBy(row => row).OrderBy(group => group.Key))
        {
            connection.Execute($"UPDATE lane SET {ColumnOf((State)group.Key.State)} = {ColumnOf((State)group.Key.State)} + @Count WHERE id = @Lane", new { Count = (long)group.Count(), group.Key.Lane }, transaction);
        }

        var removed = gone.Count;
        removed += connection.Execute("DELETE FROM hint WHERE id IN (SELECT id FROM hint WHERE read_at < @Before ORDER BY id LIMIT @Most)", limits, transaction);
        removed += connection.Execute("DELETE FROM ledger WHERE (tenant, document, line) IN (SELECT tenant, document, line FROM ledger WHERE closed_at < @Before LIMIT @Most)", limits, transaction);
        removed += connection.Execute(
            """
            DELETE FROM appointment WHERE (tenant, connection, type, entity) IN (SELECT tenant, connection, type, entity FROM appointment WHERE due_at IS NULL AND updated_at < @Before LIMIT @Most)
            """,
            limits, transaction);
        return removed;
    }

    private static string ColumnOf(State state) => state switch
    {
        State.Applied => "purged_applied",
        State.Skipped => "purged_skipped",
        _ => "purged_superseded",
    };
}
