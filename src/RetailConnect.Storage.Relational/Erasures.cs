using System.Data.Common;
using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Reads and saves erasures of persons.</summary>
internal static class Erasures
{
    private const string Columns = "SELECT packed AS Packed, bytes AS Bytes FROM erasure WHERE tenant = @Tenant";

    public static List<Erasure> List(DbConnection connection, TenantId tenant, bool open) =>
        [.. connection.Query<Row>($"{Columns} AND (is_done = 0 OR @All = 1) ORDER BY person", new { Tenant = tenant.Value, All = open ? 0L : 1L }).Select(row => row.ToErasure())];

    public static Erasure? Find(Dialect dialect, DbConnection connection, TenantId tenant, CanonicalId person) =>
        connection.QueryFirstOrDefault<Row>($"{Columns} AND person = @Person", new { Tenant = tenant.Value, Person = dialect.Keep(person.Value) })?.ToErasure();

    public static void Save(Dialect dialect, DbTransaction transaction, Erasure erasure)
    {
        var (packed, bytes) = Packing.Pack(CanonicalJson.Serialize(erasure));
        transaction.Connection!.Execute(
            """
            INSERT INTO erasure (tenant, person, is_done, packed, bytes) VALUES (@Tenant, @Person, @IsDone, @Packed, @Bytes)
            ON CONFLICT (tenant, person) DO UPDATE SET is_done = excluded.is_done, packed = excluded.packed, bytes = excluded.bytes
            """,
            new { Tenant = erasure.Receipt.Tenant.Value, Person = dialect.Keep(erasure.Receipt.Person.Value), IsDone = erasure.Receipt.DoneAt is null ? 0L : 1L, Packed = packed ? 1L : 0L, Bytes = bytes }, transaction);
    }

    private sealed class Row
    {
        public long Packed { get; init; }

        public byte[] Bytes { get; init; } = [];

        public Erasure ToErasure() => CanonicalJson.Deserialize<Erasure>(Packing.Unpack(Packed != 0, Bytes));
    }
}
