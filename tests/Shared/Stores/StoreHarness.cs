using Microsoft.Extensions.Time.Testing;
using RetailConnect.Storage.Relational;

namespace RetailConnect.Tests;

/// <summary>A place of its own for the store of one test, the clock that the store sees, and a way past the store.</summary>
public abstract class StoreHarness : IDisposable
{
    /// <summary>The clock.</summary>
    public FakeTimeProvider Time { get; } = new(Sample.Noon);

    /// <summary>Makes a store that is not open yet.</summary>
    /// <param name="scheduler">Where its writer runs; null for the thread pool.</param>
    public abstract RelationalStore Create(TaskScheduler? scheduler = null);

    /// <summary>Makes a store and opens it.</summary>
    /// <param name="scheduler">Where its writer runs; null for the thread pool.</param>
    public async Task<RelationalStore> OpenAsync(TaskScheduler? scheduler = null)
    {
        var store = Create(scheduler);
        await store.OpenAsync(CancellationToken.None);
        return store;
    }

    /// <summary>Runs a statement past the store.</summary>
    /// <param name="sql">The statement.</param>
    public abstract void Execute(string sql);

    /// <summary>Reads one number past the store.</summary>
    /// <param name="sql">The query.</param>
    public abstract long Count(string sql);

    /// <summary>Leaves the trace of a migration that this code does not know.</summary>
    public void BecomeNewer() => Execute("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('RetailConnect.Storage.Relational.Migrations.0099-future.sql', '2031-01-01')");

    /// <summary>Takes <see cref="BecomeNewer"/> back.</summary>
    public void BecomeCurrent() => Execute("DELETE FROM SchemaVersions WHERE ScriptName LIKE '%0099%'");

    /// <summary>Everything that is stored, to be compared with what is stored later.</summary>
    public abstract string Content();

    /// <summary>Makes the database refuse a kind of writes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="verb">INSERT or UPDATE.</param>
    /// <param name="when">Which rows, seen as NEW.</param>
    public abstract void Refuse(string table, string verb, string when = "1 = 1");

    /// <summary>Takes <see cref="Refuse"/> back.</summary>
    /// <param name="table">The table.</param>
    public abstract void Allow(string table);

    /// <summary>Removes the place.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Removes the place.</summary>
    protected abstract void Dispose(bool disposing);
}
