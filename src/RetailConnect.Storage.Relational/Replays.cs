using System.Data.Common;
using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Takes up dead letters again.</summary>
internal static class Replays
{
    private const int AtOnce = 400;

    /// <summary>
    /// What was delivered before is pending again as it was. What its source could not even map has no content to deliver: its place is taken by a hint, so that the entity is read anew,
    /// and its key is given up, so that a second failure is parked again instead of being taken for a repeat.
    /// </summary>
    public static int Run(Dialect dialect, DbTransaction transaction, TenantId tenant, IEnumerable<long> envelopes, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        var chosen = $"id {dialect.OneOf("@Ids")} AND state = 4 AND lane IN (SELECT id FROM lane WHERE tenant = @Tenant)";
        var replayed = 0;
        foreach (var chunk in envelopes.Distinct().Chunk(AtOnce))
        {
            var values = new { Now = Ticks.Of(now), Ids = chunk, Tenant = tenant.Value };

            // What a later change of the same entity has overtaken is not sent over it.
            replayed += connection.Execute(
                $"""
                UPDATE inbox SET state = 3, reason = 'newer-change', updated_at = @Now
                WHERE {chosen}
                    AND EXISTS (SELECT 1 FROM inbox n WHERE n.lane = inbox.lane AND n.canonical = inbox.canonical AND n.origin = inbox.origin AND n.entity = inbox.entity AND n.id > inbox.id)
                """,
                values, transaction);
            replayed += connection.Execute(
                $"""
                UPDATE inbox SET state = 0, reason = 'replayed', attempts = 0, not_before = NULL, updated_at = @Now
                WHERE {chosen} AND (attempts > 0 OR EXISTS (SELECT 1 FROM body b WHERE b.id = inbox.id))
                """,
                values, transaction);
            connection.Execute(
                $"""
                INSERT INTO hint (tenant, connection, type, key, entity, received_at)
                SELECT @Tenant, origin, type, 'replay-' || id, entity, @Now FROM inbox WHERE {chosen}
                """,
                values, transaction);
            replayed += connection.Execute(
                $"UPDATE inbox SET state = 3, reason = 'read-again', key = key || '-read-' || id, updated_at = @Now WHERE {chosen}",
                values, transaction);
            connection.Execute($"DELETE FROM dead_letter WHERE id {dialect.OneOf("@Ids")} AND id IN (SELECT id FROM inbox WHERE state <> 4)", values, transaction);
        }

        // The host that works for the tenant hears of it, whichever host was asked.
        connection.Execute("UPDATE lease SET calls = calls + 1 WHERE tenant = @Tenant", new { Tenant = tenant.Value }, transaction);
        return replayed;
    }
}
