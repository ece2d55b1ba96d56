using RetailConnect.Storage.Sqlite;

namespace RetailConnect;

/// <summary>Chooses the embedded store.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>Keeps everything in one SQLite file, created and migrated at start-up.</summary>
    /// <param name="retail">The composition.</param>
    /// <param name="path">Path of the file.</param>
    public static RetailConnectBuilder UseSqlite(this RetailConnectBuilder retail, string path) => retail.UseSqlite(options => options.Path = path);

    /// <summary>Keeps everything in one SQLite file, created and migrated at start-up.</summary>
    /// <exception cref="ArgumentException">The path is missing.</exception>
    public static RetailConnectBuilder UseSqlite(this RetailConnectBuilder retail, Action<SqliteStoreOptions> configure)
    {
        var options = new SqliteStoreOptions();
        configure(options);
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            throw new ArgumentException("UseSqlite needs a path: SqliteStoreOptions.Path is empty.", nameof(configure));
        }

        return retail.UseRelational(() => new SqliteDialect(options), options);
    }
}
