using System.Data.Common;
using System.Text;
using DbUp.Builder;

namespace RetailConnect.Storage.Relational;

/// <summary>The part of the store that differs from database to database.</summary>
public abstract class Dialect : IDisposable
{
    /// <summary>True when several hosts may use the database at once; false when <see cref="Prepare"/> keeps others out.</summary>
    public abstract bool IsShared { get; }

    /// <summary>What follows a SELECT whose row must not change until the transaction ends; empty where one transaction writes at a time.</summary>
    public abstract string ForShare { get; }

    /// <summary>How many connections that read are kept open with what they prepared; others that read have to find room beside them.</summary>
    public virtual int ReadersKept => 8;

    /// <summary>Makes sure that the database can be opened, and that nobody else migrates it, or owns it where it is not shared.</summary>
    /// <exception cref="StoreException">It can't, or somebody does.</exception>
    public abstract void Prepare();

    /// <summary>Names the database to the migration library, and its words for <c>$identity$</c>, <c>$integer$</c> (64 bits), <c>$text$</c> and <c>$bytes$</c>.</summary>
    public abstract UpgradeEngineBuilder Migrate(SupportedDatabases databases);

    /// <summary>Opens the connection that writes; again whenever <see cref="Survives"/> gave the last one up.</summary>
    public abstract DbConnection OpenWriter();

    /// <summary>Opens a connection that reads, from a pool; it never sees half a transaction.</summary>
    public abstract DbConnection OpenReader();

    /// <summary>Begins a transaction that holds the right to write from its start.</summary>
    public abstract DbTransaction Begin(DbConnection connection);

    /// <summary>Tells whether the writer's connection can go on after an exception, which then was the database's certain refusal.</summary>
    public abstract bool Survives(DbConnection connection, Exception exception);

    /// <summary>What follows a column to ask for one of many values.</summary>
    /// <param name="parameter">The parameter that holds the values, with its @.</param>
    public abstract string OneOf(string parameter);

    /// <summary>A text as the database keeps it. Half a surrogate pair has no UTF-8 and becomes the replacement character in every database.</summary>
    public virtual string Keep(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    /// <summary>Makes what was deleted or overwritten before unreadable in the database's files, as far as it can.</summary>
    /// <param name="connection">The connection that writes, outside of a transaction.</param>
    /// <exception cref="StoreException">Somebody who reads keeps it from that.</exception>
    public abstract void Scour(DbConnection connection);

    /// <summary>A connection to scour by while commits go on; null where that needs the writer's own turn.</summary>
    public virtual DbConnection? OpenScourer() => null;

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
