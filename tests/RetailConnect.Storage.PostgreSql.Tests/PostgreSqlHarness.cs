using System.Data.Common;
using Npgsql;
using RetailConnect.Storage.Relational;
using RetailConnect.Testing;
using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

/// <summary>Brings the PostgreSQL store to its checks. Its place is full when a trigger says what a server without room says: to fill a real disk would take one of its own.</summary>
internal sealed class PostgreSqlHarness : IStoreHarness
{
    public string? Lacks(StoreCapability capability) => null;

    public ValueTask<IStorePlace> PrepareAsync(TimeProvider time, CancellationToken cancellationToken) => new(new SchemaPlace(time));

    private sealed class SchemaPlace(TimeProvider time) : IStorePlace, IBreakablePlace, IChangeablePlace
    {
        private readonly StoreSchema schema = new();
        private readonly StatementFaults faults = new();
        private PlaceCondition condition;

        public StorePorts Create()
        {
            var options = schema.Options();
            if (condition is PlaceCondition.ReadOnly)
            {
                options.ConnectionString = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Options = "-c default_transaction_read_only=on" }.ToString();
            }

            var dialect = new BreakingDialect(new PostgreSqlDialect(options), faults, static (inner, pass) => new NpgsqlConnection(inner, pass));
            return StorePorts.Of(new RelationalStore(dialect, options, time, TaskScheduler.Default));
        }

        public void Break(int statement, bool hostDies) => faults.Break(statement, hostDies);

        public bool Mend() => faults.Mend();

        public async ValueTask ChangeAsync(PlaceCondition wanted, CancellationToken cancellationToken)
        {
            if (wanted is PlaceCondition.Narrow)
            {
                await (await schema.OpenAsync()).DisposeAsync();
                schema.Execute(
                    """
                    CREATE FUNCTION narrow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF (SELECT COUNT(*) FROM body) >= 50 THEN RAISE EXCEPTION ''no space left'' USING ERRCODE = ''disk_full''; END IF; RETURN NEW; END';
                    CREATE TRIGGER narrow BEFORE INSERT ON body FOR EACH ROW EXECUTE FUNCTION narrow();
                    """);
            }
            else if (wanted is PlaceCondition.Newer)
            {
                schema.BecomeNewer();
            }
            else if (condition is PlaceCondition.Newer)
            {
                schema.BecomeCurrent();
            }

            condition = wanted;
        }

        public ValueTask<string> ReadContentAsync(CancellationToken cancellationToken) => new(schema.Content());

        public ValueTask DisposeAsync()
        {
            schema.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Dapper knows by this name that an array is one value.</summary>
    private sealed class NpgsqlConnection(DbConnection inner, Action<bool> pass) : BreakingConnection(inner, pass);
}
