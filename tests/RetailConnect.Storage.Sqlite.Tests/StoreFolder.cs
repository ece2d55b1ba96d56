using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Storage.Relational;

namespace RetailConnect.Storage.Sqlite.Tests;

/// <summary>A folder of its own for the store of one test, and the clock that the store sees.</summary>
internal sealed class StoreFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("store");

    public FakeTimeProvider Time { get; } = new(Sample.Noon);

    public string File => Path.Combine(folder.FullName, "retail.db");

    public string Folder => folder.FullName;

    /// <summary>Makes a store that is not open yet.</summary>
    public RelationalStore Create(Action<SqliteStoreOptions>? configure = null, TaskScheduler? scheduler = null)
    {
        var options = new SqliteStoreOptions { Path = File };
        configure?.Invoke(options);
        return new(new SqliteDialect(options), options, Time, scheduler ?? TaskScheduler.Default);
    }

    public async Task<RelationalStore> OpenAsync(Action<SqliteStoreOptions>? configure = null, TaskScheduler? scheduler = null)
    {
        var store = Create(configure, scheduler);
        await store.OpenAsync(CancellationToken.None);
        return store;
    }

    /// <summary>Runs a statement on the file, past the store.</summary>
    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Reads one number from the file, past the store.</summary>
    public long Count(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
