using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using RetailConnect.Storage.Relational;
using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

/// <summary>A folder of its own for the store of one test.</summary>
internal sealed class StoreFolder : StoreHarness
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("store");

    public string File => Path.Combine(folder.FullName, "retail.db");

    public string Folder => folder.FullName;

    public override RelationalStore Create(TaskScheduler? scheduler = null) => Create(_ => { }, scheduler);

    /// <summary>Makes a store that is not open yet.</summary>
    public RelationalStore Create(Action<SqliteStoreOptions> configure, TaskScheduler? scheduler = null)
    {
        var options = new SqliteStoreOptions { Path = File };
        configure(options);
        return new(new SqliteDialect(options), options, Time, scheduler ?? TaskScheduler.Default);
    }

    public async Task<RelationalStore> OpenAsync(Action<SqliteStoreOptions> configure)
    {
        var store = Create(configure);
        await store.OpenAsync(CancellationToken.None);
        return store;
    }

    public override void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override long Count(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public override string Content() => Convert.ToHexString(SHA256.HashData(System.IO.File.ReadAllBytes(File)));

    public override void Refuse(string table, string verb, string when = "1 = 1") => Execute($"CREATE TRIGGER refuse_{table} BEFORE {verb} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, 'refused'); END");

    public override void Allow(string table) => Execute($"DROP TRIGGER refuse_{table}");

    protected override void Dispose(bool disposing) => folder.Delete(recursive: true);

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
