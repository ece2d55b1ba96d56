using System.Data.Common;

namespace RetailConnect.Storage.Relational;

/// <summary>The one connection that writes, with its prepared statements; one that broke is replaced at the next use.</summary>
internal sealed class Writer(Dialect dialect) : IDisposable
{
    private DbConnection? connection;
    private CommitScript? script;

    /// <summary>The statements of the open connection.</summary>
    public CommitScript Script => script ?? throw new InvalidOperationException("The writer's connection is not open.");

    /// <summary>Opens the connection unless it is open.</summary>
    public void Open()
    {
        if (connection is null)
        {
            var opened = dialect.OpenWriter();
            try
            {
                script = new CommitScript(dialect, opened);
                connection = opened;
            }
            catch
            {
                opened.Dispose();
                throw;
            }
        }
    }

    public DbTransaction Begin() => dialect.Begin(connection!);

    /// <summary>Makes what is gone unreadable in the files; no transaction may be under way.</summary>
    public void Scour() => dialect.Scour(connection!);

    /// <summary>After an exception: keeps the connection if it can go on, gives it up if it can't.</summary>
    public bool Survives(Exception exception)
    {
        if (connection is null)
        {
            return false;
        }

        if (dialect.Survives(connection, exception))
        {
            Script.Forget();
            return true;
        }

        Dispose();
        return false;
    }

    public void Dispose()
    {
        script?.Dispose();
        connection?.Dispose();
        (script, connection) = (null, null);
    }
}
