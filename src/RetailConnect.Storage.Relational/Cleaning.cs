using System.Data.Common;
using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Takes personal data out of what is kept. What waits for its delivery, or for a person, is left as it is, unless it ends with this.</summary>
internal static class Cleaning
{
    private const string Ended = "EXISTS (SELECT 1 FROM inbox i WHERE i.id = @Id AND i.state IN (1, 2, 3))";

    public static void Run(DbTransaction transaction, CleanedEnvelope cleaned, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        var (packed, bytes) = Packing.Pack(cleaned.Body);
        var values = new { Id = cleaned.Envelope, Packed = packed ? 1L : 0L, Bytes = bytes, Now = Ticks.Of(now), Kind = (long)DeadLetterEventKind.Skipped, Reason = Reasons.Erased };
        var parked = 0;
        if (cleaned.Ends)
        {
            parked = connection.Execute("UPDATE inbox SET state = 2, reason = @Reason, intended = 0, updated_at = @Now WHERE id = @Id AND state = 4", values, transaction);
            connection.Execute("UPDATE inbox SET fingerprint = '', key = 'erased-' || id WHERE id = @Id AND state IN (1, 2, 3)", values, transaction);
        }

        connection.Execute($"UPDATE body SET packed = @Packed, bytes = @Bytes WHERE id = @Id AND {Ended}", values, transaction);
        connection.Execute($"UPDATE dead_letter SET detail = '', advice = '' WHERE id = @Id AND {Ended}", values, transaction);
        connection.Execute($"UPDATE history SET detail = NULL, fingerprint_before = NULL, fingerprint_after = NULL WHERE envelope = @Id AND {Ended}", values, transaction);
        if (parked > 0)
        {
            connection.Execute("INSERT INTO history (envelope, at, attempts, outcome, reason) SELECT id, @Now, attempts, @Kind, @Reason FROM inbox WHERE id = @Id", values, transaction);
        }
    }

    public static void Unlink(Dialect dialect, DbTransaction transaction, Unlinking links) => transaction.Connection!.Execute(
        "DELETE FROM crosswalk WHERE tenant = @Tenant AND type = @Type AND canonical = @Canonical",
        new { Tenant = links.Tenant.Value, Type = links.Type.Name, Canonical = dialect.Keep(links.Canonical.Value) }, transaction);
}
