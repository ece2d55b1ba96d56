using Dapper;
using Microsoft.Data.Sqlite;
using RetailConnect.Storage.Relational;

namespace RetailConnect.Storage.Sqlite;

/// <summary>Looks into a store's file without opening the store: also beside the host that owns it, and without the right to change anything.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class SqliteHistory : IEntityHistory, IDisposable
{
    private const string Newest = "receipt";
    private readonly SqliteDialect dialect;
    private readonly RelationalHistory history;

    private SqliteHistory(SqliteDialect dialect)
    {
        this.dialect = dialect;
        history = new(dialect);
    }

    /// <summary>Opens a file to read it.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="StoreException">There is no such file, it is no store, or an older version wrote it.</exception>
    public static SqliteHistory Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new StoreException($"There is no store at {path}.") { Lasting = true };
        }

        var dialect = new SqliteDialect(new() { Path = path }, readOnly: true);
        try
        {
            using var connection = dialect.OpenReader();
            var columns = connection.Query<string>("SELECT name FROM pragma_table_info('inbox')").ToList();
            return columns.Contains(Newest) ? new(dialect)
                : columns.Count == 0 ? throw new StoreException($"{Path.GetFileName(path)} is no store of RetailConnect.") { Lasting = true }
                : throw new StoreException($"{Path.GetFileName(path)} was written by an older version of RetailConnect. Start its host once with this version, which brings the file up to date.") { Lasting = true };
        }
        catch (Exception exception)
        {
            dialect.Dispose();
            throw exception is SqliteException ? dialect.Explain(exception) : exception;
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<EntityKey>> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) => history.FindAsync(tenant, id, cancellationToken);

    /// <inheritdoc />
    public ValueTask<EntityHistory> LoadAsync(TenantId tenant, EntityKey entity, string asked, int most, CancellationToken cancellationToken) =>
        history.LoadAsync(tenant, entity, asked, most, cancellationToken);

    /// <summary>Closes the file.</summary>
    public void Dispose() => dialect.Dispose();
}
