using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Reads what the last comparisons found.</summary>
internal static class Comparisons
{
    public static List<Comparison> List(DbConnection connection, TenantId tenant) =>
    [
        .. connection.Query<Row>("SELECT packed AS Packed, bytes AS Bytes FROM comparison WHERE tenant = @Tenant ORDER BY sync, target", new { Tenant = tenant.Value })
            .Select(Read).OfType<Comparison>(),
    ];

    /// <summary>One that this version can't read is none: the next comparison takes its place.</summary>
    private static Comparison? Read(Row row)
    {
        try
        {
            return CanonicalJson.Deserialize<Comparison>(Packing.Unpack(row.Packed != 0, row.Bytes));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class Row
    {
        public long Packed { get; init; }

        public byte[] Bytes { get; init; } = [];
    }
}
