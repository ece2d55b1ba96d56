using System.Net.Sockets;
using Npgsql;

namespace RetailConnect.Storage.PostgreSql;

/// <summary>What went wrong at a server, in plain words.</summary>
internal static class Explanation
{
    private const string NothingSaved = "Nothing of this commit was saved";

    public static StoreException Of(Exception exception) => exception switch
    {
        StoreException store => store,
        PostgresException postgres => new(Of(postgres), exception) { Lasting = postgres.SqlState is PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted },
        NpgsqlException { InnerException: SocketException } => new($"The store's server can't be reached. Check that it runs, and Host and Port of the connection string. {NothingSaved}.", exception),
        NpgsqlException { InnerException: TimeoutException } => new($"The store's server did not answer in time. {NothingSaved}.", exception),
        NpgsqlException { InnerException: IOException } => new($"The connection to the store's server broke. {NothingSaved}; the next one connects again.", exception),
        _ => new($"The store failed ({exception.GetType().Name}: {exception.Message}). {NothingSaved}.", exception),
    };

    private static string Of(PostgresException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            "The store's server refuses the user or its password. Check Username and Password of the connection string, and whom the server lets in from this machine.",
        PostgresErrorCodes.InvalidCatalogName => "The store's database doesn't exist on the server. Create it, or correct Database in the connection string; schema and tables then come by themselves.",
        PostgresErrorCodes.InsufficientPrivilege => "The store's user lacks a right. Make it the owner of the schema and its tables, or give it the right to create the schema in the database.",
        PostgresErrorCodes.DiskFull => $"The store has no room: the server's disk is full. {NothingSaved}; it goes on when there is room.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "The store is read-only: the server is a standby, or the database or its user was set to read-only. Connect to the primary server, with the right to write.",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => $"The store's server was stopped or ended this connection. {NothingSaved}; the next one connects again.",
        PostgresErrorCodes.CannotConnectNow => $"The store's server is starting or stopping. {NothingSaved}; it goes on when the server is there.",
        PostgresErrorCodes.TooManyConnections => "The store's server has no free connection. Raise its max_connections, or lower 'Maximum Pool Size' in the connection strings of its users.",
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => "The store's data on the server is damaged. Restore it from a backup.",
        _ => $"The store failed (PostgreSQL error {exception.SqlState}). {NothingSaved}.",
    };
}
