using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Simulation;

/// <summary>A file in the retailer's folder.</summary>
internal sealed class SqlitePlace : IStorePlace
{
    public void Use(RetailConnectBuilder retail, string folder) => retail.UseSqlite(File(folder));

    public Books Read(string folder)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File(folder), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return BookReader.Read(connection);
    }

    public void Dispose()
    {
        // The folder is the retailer's.
    }

    private static string File(string folder) => Path.Combine(folder, "state.db");
}

/// <summary>A schema of its own on a throw-away server.</summary>
internal sealed class PostgreSqlPlace(Cluster cluster, string schema) : IStorePlace
{
    public void Use(RetailConnectBuilder retail, string folder) => retail.UsePostgreSql(options =>
    {
        options.ConnectionString = cluster.ConnectionString;
        options.Schema = schema;
    });

    public Books Read(string folder)
    {
        using var connection = Open();
        return BookReader.Read(connection);
    }

    public void Dispose()
    {
        using var connection = Open();
        connection.Execute($"DROP SCHEMA IF EXISTS {schema} CASCADE");
    }

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { SearchPath = schema, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}

/// <summary>Reads a store's tables past the store.</summary>
internal static class BookReader
{
    public static Books Read(DbConnection connection) => new(
        [.. connection.Query<string>("SELECT tenant || '/' || connection || '/' || type || ' ' || key FROM hint")],
        [.. connection.Query<string>("SELECT l.tenant || '/' || l.sync || '/' || l.target || ' ' || i.key FROM inbox i JOIN lane l ON l.id = i.lane")],

        // A picture of the stock is one of a moment, so the same figures come again; what could not be read has no content, and comes again once it can.
        [.. connection.Query<string>("SELECT l.sync || '/' || l.target || ' ' || i.origin || ' ' || i.entity || ' ' || i.version FROM inbox i JOIN lane l ON l.id = i.lane WHERE i.type <> 'stock-level' AND i.fingerprint <> '' GROUP BY 1 HAVING COUNT(*) > 1")]);
}
