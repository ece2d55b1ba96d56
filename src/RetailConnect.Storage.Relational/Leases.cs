using System.Data;
using System.Data.Common;
using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Leases of tenants. The number of a lease only grows; every statement names the number that its caller believes in.</summary>
internal static class Leases
{
    /// <summary>A tenant that nobody has worked for.</summary>
    public static readonly LeaseSight Never = new("", 0, 0);

    public static readonly Question<LeaseSight> OfTenant = new("SELECT holder, fence, beat FROM lease WHERE tenant = @p0", row => new(row.GetString(0), row.GetInt64(1), row.GetInt64(2)), DbType.String);

    public static Lease? Take(DbTransaction transaction, TenantId tenant, string host, LeaseSight seen)
    {
        var values = new { Tenant = tenant.Value, Host = host, seen.Holder, seen.Fence, seen.Beat };
        var taken = seen == Never
            ? transaction.Connection!.Execute("INSERT INTO lease (tenant, holder, fence, beat, calls) VALUES (@Tenant, @Host, 1, 0, 0) ON CONFLICT DO NOTHING", values, transaction)
            : transaction.Connection!.Execute(
                "UPDATE lease SET holder = @Host, fence = fence + 1, beat = 0 WHERE tenant = @Tenant AND holder = @Holder AND fence = @Fence AND beat = @Beat", values, transaction);
        return taken == 1 ? new(tenant, seen.Fence + 1) : null;
    }

    public static long? Beat(DbTransaction transaction, Lease lease) => transaction.Connection!.ExecuteScalar<long?>(
        "UPDATE lease SET beat = beat + 1 WHERE tenant = @Tenant AND fence = @Fence AND holder <> '' RETURNING calls", new { Tenant = lease.Tenant.Value, lease.Fence }, transaction);

    /// <summary>The number grows here too, so that a commit that comes late is refused.</summary>
    public static int Release(DbTransaction transaction, Lease lease) => transaction.Connection!.Execute(
        "UPDATE lease SET holder = '', fence = fence + 1, beat = 0 WHERE tenant = @Tenant AND fence = @Fence", new { Tenant = lease.Tenant.Value, lease.Fence }, transaction);
}
