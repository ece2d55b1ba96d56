using System.Data.Common;
using DbUp.Builder;

namespace RetailConnect.Storage.Relational;

/// <summary>The part of the store that differs from database to database.</summary>
public abstract class Dialect : IDisposable
{
    /// <summary>Makes sure that the database can be opened and that nobody else owns it.</summary>
    /// <exception cref="StoreException">It can't, or somebody does.</exception>
    public abstract void Prepare();

    /// <summary>Names the database to the migration library.</summary>
    public abstract UpgradeEngineBuilder Migrate(SupportedDatabases databases);

    /// <summary>Opens the connection that writes.</summary>
    public abstract DbConnection OpenWriter();

    /// <summary>Opens a connection that reads, from a pool; it never sees half a transaction.</summary>
    public abstract DbConnection OpenReader();

    /// <summary>Begins a transaction that holds the right to write from its start.</summary>
    public abstract DbTransaction Begin(DbConnection connection);

    /// <summary>Says in plain words what went wrong.</summary>
    public abstract StoreException Explain(Exception exception);

    /// <summary>Lets go of the database.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of the database.</summary>
    protected abstract void Dispose(bool disposing);
}
