using System.Text.RegularExpressions;
using Npgsql;
using RetailConnect.Storage.PostgreSql;

namespace RetailConnect;

/// <summary>Chooses the store on a PostgreSQL server.</summary>
public static partial class PostgreSqlBuilderExtensions
{
    /// <summary>Keeps everything in one schema of a PostgreSQL database, created and migrated at start-up.</summary>
    /// <param name="retail">The composition.</param>
    /// <param name="connectionString">Connection string of the database.</param>
    public static RetailConnectBuilder UsePostgreSql(this RetailConnectBuilder retail, string connectionString) => retail.UsePostgreSql(options => options.ConnectionString = connectionString);

    /// <summary>Keeps everything in one schema of a PostgreSQL database, created and migrated at start-up.</summary>
    /// <exception cref="ArgumentException">The connection string is missing or unreadable, or the schema's name is none.</exception>
    public static RetailConnectBuilder UsePostgreSql(this RetailConnectBuilder retail, Action<PostgreSqlStoreOptions> configure)
    {
        var options = new PostgreSqlStoreOptions();
        configure(options);
        Check(options);
        return retail.UseRelational(() => new PostgreSqlDialect(options), options);
    }

    private static void Check(PostgreSqlStoreOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            throw new ArgumentException("UsePostgreSql needs a connection string: PostgreSqlStoreOptions.ConnectionString is empty.", nameof(options));
        }

        try
        {
            if (string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(options.ConnectionString).Host))
            {
                throw new ArgumentException("PostgreSqlStoreOptions.ConnectionString names no Host.", nameof(options));
            }
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException or OverflowException || exception is ArgumentException { ParamName: not nameof(options) })
        {
            // The cause could quote the string, and with it the password.
            throw new ArgumentException("PostgreSqlStoreOptions.ConnectionString can't be read: write it as 'Host=...;Database=...;Username=...;Password=...'.", nameof(options));
        }

        if (!SchemaName().IsMatch(options.Schema))
        {
            throw new ArgumentException($"PostgreSqlStoreOptions.Schema '{options.Schema}' is no name: use at most 63 small letters, digits and underscores, and no digit or 'pg_' at its start.", nameof(options));
        }
    }

    [GeneratedRegex(@"\A(?!pg_)[a-z_][a-z0-9_]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaName();
}
