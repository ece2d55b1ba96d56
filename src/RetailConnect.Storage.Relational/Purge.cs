using System.Data.Common;
using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Forgets what is old, in small steps. What is pending or parked is never forgotten.</summary>
internal static class Purge
{
    public static int Run(DbTransaction transaction, DateTimeOffset before, int most)
    {
        var connection = transaction.Connection!;
        var limits = new { Before = Ticks.Of(before), Most = most };
        foreach (var (column, state) in (ReadOnlySpan<(string, State)>)[("purged_applied", State.Applied), ("purged_skipped", State.Skipped), ("purged_superseded", State.Superseded)])
        {
            connection.Execute(
                $"""
                UPDATE lane SET {column} = {column} + (SELECT COUNT(*) FROM (SELECT lane, state FROM inbox WHERE state IN (1, 2, 3) AND updated_at < @Before ORDER BY id LIMIT @Most) old
                WHERE old.lane = lane.id AND old.state = {(int)state})
                """,
                limits, transaction);
        }

        var removed = connection.Execute("DELETE FROM inbox WHERE id IN (SELECT id FROM inbox WHERE state IN (1, 2, 3) AND updated_at < @Before ORDER BY id LIMIT @Most)", limits, transaction);
        removed += connection.Execute("DELETE FROM hint WHERE id IN (SELECT id FROM hint WHERE read_at < @Before ORDER BY id LIMIT @Most)", limits, transaction);
        removed += connection.Execute("DELETE FROM ledger WHERE (tenant, document, line) IN (SELECT tenant, document, line FROM ledger WHERE closed_at < @Before LIMIT @Most)", limits, transaction);
        return removed;
    }
}
