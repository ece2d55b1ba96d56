using System.Data.Common;
using Dapper;
using DbUp.Builder;
using Microsoft.Data.Sqlite;
using RetailConnect.Storage.Relational;
using SQLitePCL;

namespace RetailConnect.Storage.Sqlite;

/// <summary>SQLite: WAL, synchronous FULL, one host.</summary>
/// <param name="options">The settings.</param>
/// <param name="readOnly">True to look into a file that may be another host's; then only <see cref="OpenReader"/> works.</param>
internal sealed class SqliteDialect(SqliteStoreOptions options, bool readOnly = false) : Dialect
{
    /// <summary>SQLITE_DBCONFIG_ENABLE_QPSG of sqlite3.h: a prepared statement keeps its plan. Without it SQLite plans some anew whenever a value is bound.</summary>
    private const int StablePlans = 1007;

    /// <summary>Milliseconds. Reads of the host end at once; a console's may take longer, and then the log is emptied another time.</summary>
    private const int ReadersEnd = 2000;
    private readonly string path = System.IO.Path.GetFullPath(options.Path);
    private FileStream? ownership;

    public override bool IsShared => false;

    public override string ForShare => "";

    public override void Prepare()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            ownership ??= new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (File.Exists($"{path}.lock"))
        {
            throw new StoreException($"The store {System.IO.Path.GetFileName(path)} is in use by another process. Stop that one, or give this host a file of its own.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The store {System.IO.Path.GetFileName(path)} can't be written. Give this user the right to write the file and its folder.", exception) { Lasting = true };
        }
    }

    public override UpgradeEngineBuilder Migrate(SupportedDatabases databases) => databases.SqliteDatabase(ConnectionString(pooling: false))
        .WithVariable("identity", "INTEGER PRIMARY KEY AUTOINCREMENT").WithVariable("integer", "INTEGER").WithVariable("text", "TEXT").WithVariable("bytes", "BLOB");

    public override DbConnection OpenWriter()
    {
        var connection = Open(pooling: false);
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000; PRAGMA temp_store = MEMORY;");
        if (options.MostPages > 0)
        {
            connection.Execute($"PRAGMA max_page_count = {options.MostPages};");
        }

        return connection;
    }

    public override DbConnection OpenReader() => Open(pooling: true);

    public override DbTransaction Begin(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: false);

    public override bool Survives(DbConnection connection, Exception exception) => true;

    public override string OneOf(string parameter) => $"IN {parameter}";

    /// <summary>
    /// Rewrites the file, so that no page holds a copy of what is gone, and empties the write-ahead log, which holds the pages as they were. The copy that is written meanwhile is a file beside it and holds what is kept only.
    /// </summary>
    public override void Scour(DbConnection connection)
    {
        connection.Execute($"PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = {ReadersEnd};");
        try
        {
            if (connection.QueryFirst<(long Busy, long Pages, long Done)>("PRAGMA wal_checkpoint(TRUNCATE)").Busy != 0)
            {
                throw new StoreException("Somebody reads the store, which keeps its write-ahead log from being emptied.");
            }
        }
        finally
        {
            connection.Execute("PRAGMA busy_timeout = 0");
        }
    }

    public override StoreException Explain(Exception exception) => exception switch
    {
        StoreException store => store,
        SqliteException { SqliteErrorCode: 13 } => new("The store has no room: the disk, or the bound that was set, is full. Nothing of this commit was saved; it goes on when there is room.", exception),
        SqliteException { SqliteErrorCode: 8 } => new("The store is read-only. Give this user the right to write the file, the two beside it that end with -wal and -shm, and their folder.", exception) { Lasting = true },
        SqliteException { SqliteErrorCode: 26 or 11 } => new("The store's file is damaged or is no SQLite database. Restore it from a backup.", exception) { Lasting = true },
        SqliteException { SqliteErrorCode: 5 or 6 } => new("The store is locked by another process.", exception),
        SqliteException sqlite => new($"The store failed (SQLite error {sqlite.SqliteErrorCode}/{sqlite.SqliteExtendedErrorCode}). Nothing of this commit was saved.", exception),
        _ => new($"The store failed ({exception.GetType().Name}: {exception.Message}). Nothing of this commit was saved.", exception),
    };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            using (var connection = new SqliteConnection(ConnectionString(pooling: true)))
            {
                SqliteConnection.ClearPool(connection);
            }

            ownership?.Dispose();
            ownership = null;
        }
    }

    private SqliteConnection Open(bool pooling)
    {
        var connection = new SqliteConnection(ConnectionString(pooling));
        connection.Open();
        raw.sqlite3_db_config(connection.Handle, StablePlans, 1, out _);
        return connection;
    }

    private string ConnectionString(bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = path, ForeignKeys = true, DefaultTimeout = 30, Pooling = pooling, Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
    }.ToString();
}
