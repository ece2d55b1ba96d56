using System.Data.Common;
using Microsoft.Data.Sqlite;
using RetailConnect.Storage.Relational;
using RetailConnect.Testing;
using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

/// <summary>Brings the SQLite store to its checks.</summary>
internal sealed class SqliteHarness : IStoreHarness
{
    public string? Lacks(StoreCapability capability) => capability is StoreCapability.SeveralHosts ? "One file has one host: a second one is refused when it opens the store." : null;

    public ValueTask<IStorePlace> PrepareAsync(TimeProvider time, CancellationToken cancellationToken) => new(new FolderPlace(time));

    private sealed class FolderPlace(TimeProvider time) : IStorePlace, IBreakablePlace, IChangeablePlace
    {
        private readonly StoreFolder folder = new();
        private readonly StatementFaults faults = new();
        private PlaceCondition condition;

        public StorePorts Create()
        {
            var options = new SqliteStoreOptions { Path = folder.File, MostPages = condition is PlaceCondition.Narrow ? 200 : 0 };
            var dialect = new BreakingDialect(new SqliteDialect(options), faults, static (inner, pass) => new FileConnection(inner, pass), condition is PlaceCondition.ReadOnly ? OpenReadOnly : null);
            return StorePorts.Of(new RelationalStore(dialect, options, time, TaskScheduler.Default));
        }

        public void Break(int statement, bool hostDies) => faults.Break(statement, hostDies);

        public bool Mend() => faults.Mend();

        public ValueTask ChangeAsync(PlaceCondition wanted, CancellationToken cancellationToken)
        {
            // SQLite gives what it leaves beside the file the rights of the file.
            foreach (var file in new DirectoryInfo(folder.Folder).GetFiles())
            {
                file.IsReadOnly = wanted is PlaceCondition.ReadOnly;
            }

            if (wanted is PlaceCondition.Newer)
            {
                folder.BecomeNewer();
            }
            else if (condition is PlaceCondition.Newer)
            {
                folder.BecomeCurrent();
            }

            condition = wanted;
            return ValueTask.CompletedTask;
        }

        public ValueTask<string> ReadContentAsync(CancellationToken cancellationToken) => new(folder.Content());

        public ValueTask DisposeAsync()
        {
            folder.Dispose();
            return ValueTask.CompletedTask;
        }

        /// <summary>A superuser may write a file that nobody may write, so the database itself is told.</summary>
        private SqliteConnection OpenReadOnly()
        {
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.File, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            return connection;
        }
    }

    private sealed class FileConnection(DbConnection inner, Action<bool> pass) : BreakingConnection(inner, pass);
}
