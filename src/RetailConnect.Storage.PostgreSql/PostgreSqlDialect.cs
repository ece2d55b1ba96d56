using System.Data;
using System.Data.Common;
using Dapper;
using DbUp.Builder;
using DbUp.Postgresql;
using Npgsql;
using RetailConnect.Storage.Relational;

namespace RetailConnect.Storage.PostgreSql;

/// <summary>PostgreSQL: one schema that hosts share; leases decide which of them works for a tenant.</summary>
internal sealed class PostgreSqlDialect(PostgreSqlStoreOptions options) : Dialect
{
    /// <summary>Seconds.</summary>
    private const int LongestScour = 600;
    private readonly NpgsqlDataSource readers = NpgsqlDataSource.Create(Connection(options, pooling: true));
    private DbConnection? prepared;

    public override bool IsShared => true;

    /// <summary>At most half of the pool, so that a small pool never runs dry.</summary>
    public override int ReadersKept { get; } = Math.Min(8, Connection(options, pooling: true).MaxPoolSize / 2);

    public override string ForShare => " FOR SHARE";

    public override void Prepare()
    {
        Interlocked.Exchange(ref prepared, null)?.Dispose();
        prepared = OpenLocked();
        try
        {
            // CREATE SCHEMA IF NOT EXISTS asks for the right to create even where there is nothing to do.
            if (!prepared.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = @Schema)", new { options.Schema }))
            {
                prepared.Execute($"CREATE SCHEMA \"{options.Schema}\"");
            }
        }
        catch (DbException exception)
        {
            throw Explain(exception);
        }
    }

    /// <summary>Only the journal is told the schema: the library would create it, unquoted, and need the right to do so.</summary>
    public override UpgradeEngineBuilder Migrate(SupportedDatabases databases) => databases.PostgresqlDatabase(new PostgresqlConnectionManager(Connection(options, pooling: false).ToString()))
        .JournalToPostgresqlTable(options.Schema, "schemaversions")
        .WithVariable("identity", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY").WithVariable("integer", "BIGINT").WithVariable("text", "TEXT COLLATE \"C\"").WithVariable("bytes", "BYTEA");

    public override DbConnection OpenWriter()
    {
        if (Interlocked.Exchange(ref prepared, null) is not { } migrated)
        {
            return Open();
        }

        migrated.Execute("SELECT pg_advisory_unlock_all()");
        return migrated;
    }

    public override DbConnection OpenReader() => readers.OpenConnection();

    public override DbTransaction Begin(DbConnection connection) => connection.BeginTransaction(IsolationLevel.ReadCommitted);

    /// <summary>Only what the server said and outlived is certain; an answer that is late or lost is not.</summary>
    public override bool Survives(DbConnection connection, Exception exception) => connection.State is ConnectionState.Open && exception is PostgresException or not NpgsqlException;

    public override string OneOf(string parameter) => $"= ANY({parameter})";

    /// <summary>Its text has no U+0000 either; a commit must not fail for a vendor's odd letter.</summary>
    public override string Keep(string text) => base.Keep(text.Replace('\0', '\uFFFD'));

    /// <summary>Removes the row versions that were replaced; what the server keeps of them elsewhere (its log, replicas, backups) is its administrator's.</summary>
    public override void Scour(DbConnection connection) => connection.Execute("VACUUM body, dead_letter, history, inbox, crosswalk", commandTimeout: LongestScour);

    public override DbConnection OpenScourer() => Open();

    public override StoreException Explain(Exception exception) => Explanation.Of(exception);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Interlocked.Exchange(ref prepared, null)?.Dispose();
            readers.Dispose();
        }
    }

    /// <summary>Opens a session that writes; keepalives end that of a host that lost its power within a minute.</summary>
    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(Connection(options, pooling: false).ToString());
        try
        {
            connection.Open();
            connection.Execute(
                """
                SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
                SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
                """);
            return connection;
        }
        catch (Exception exception)
        {
            connection.Dispose();
            throw Explain(exception);
        }
    }

    /// <summary>Opens a session that may migrate: one host at a time.</summary>
    private NpgsqlConnection OpenLocked()
    {
        var connection = Open();
        try
        {
            connection.Execute("SET lock_timeout = '10s'");
            connection.Execute("SELECT pg_advisory_lock(hashtextextended(@Name, 0))", new { Name = $"RetailConnect {options.Schema}" });
            connection.Execute("RESET lock_timeout");
            return connection;
        }
        catch (Exception exception)
        {
            connection.Dispose();
            throw exception is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable }
                ? new StoreException($"Another host has been migrating the store in schema {options.Schema} for a while. It can be opened when that is done.", exception)
                : Explain(exception);
        }
    }

    private static NpgsqlConnectionStringBuilder Connection(PostgreSqlStoreOptions options, bool pooling)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            // Details of errors can quote rows; an ambient transaction would take the commit out of the writer's hands.
            SearchPath = $"\"{options.Schema}\"", Pooling = pooling, Enlist = false, Multiplexing = false, IncludeErrorDetail = false,
        };
        connection.ApplicationName ??= "RetailConnect";
        if (connection.Host is [not ('/' or '@'), ..] && connection.TcpKeepAliveTime == 0)
        {
            // Firewalls forget a connection that is silent for long.
            (connection.TcpKeepAlive, connection.TcpKeepAliveTime, connection.TcpKeepAliveInterval) = (true, 30, 10);
        }

        return connection;
    }
}
