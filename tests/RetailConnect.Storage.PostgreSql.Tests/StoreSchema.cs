using Npgsql;
using RetailConnect.Storage.Relational;
using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

/// <summary>A schema of its own for the store of one test.</summary>
internal sealed class StoreSchema : StoreHarness
{
    private static int schemas;
    private readonly Cluster cluster;

    public StoreSchema(Cluster? own = null)
    {
        Server.Require();
        cluster = own ?? SharedCluster.Cluster;
    }

    public string Name { get; } = $"store_{Interlocked.Increment(ref schemas)}";

    public override RelationalStore Create(TaskScheduler? scheduler = null) => Create(_ => { }, scheduler);

    /// <summary>Makes a store that is not open yet.</summary>
    public RelationalStore Create(Action<PostgreSqlStoreOptions> configure, TaskScheduler? scheduler = null)
    {
        var options = Options();
        configure(options);
        return new(new PostgreSqlDialect(options), options, Time, scheduler ?? TaskScheduler.Default);
    }

    /// <summary>The settings of a store in this schema.</summary>
    public PostgreSqlStoreOptions Options() => new() { ConnectionString = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { ApplicationName = Name }.ToString(), Schema = Name };

    public override void Execute(string sql)
    {
        using var connection = Connect();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public override long Count(string sql) => (long)Get(sql);

    public override string Content() => (string)Get($"SELECT schema_to_xml_and_xmlschema('{Name}', true, false, '')::text");

    public override void Refuse(string table, string verb, string when = "1 = 1") => Execute(
        $"""
        CREATE FUNCTION refuse_{table}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''refused''; END';
        CREATE TRIGGER refuse_{table} BEFORE {verb} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION refuse_{table}();
        """);

    public override void Allow(string table) => Execute($"DROP TRIGGER refuse_{table} ON {table}");

    protected override void Dispose(bool disposing)
    {
        // The cluster is thrown away as a whole.
    }

    private object Get(string sql)
    {
        using var connection = Connect();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar()!;
    }

    private NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { SearchPath = Name, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
