using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace RetailConnect.Tests;

/// <summary>A connection that lets each statement pass a gate before it reaches the database.</summary>
/// <param name="inner">The connection to the database.</param>
/// <param name="pass">The gate: false before a statement, true once a transaction was confirmed; it throws where it breaks.</param>
internal abstract class BreakingConnection(DbConnection inner, Action<bool> pass) : DbConnection
{
    public DbConnection Inner => inner;

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public void Pass(bool confirmed = false) => pass(confirmed);

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    public override void Close() => inner.Close();

    public override void Open() => inner.Open();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException("The dialect begins transactions.");

    protected override DbCommand CreateDbCommand() => new BreakingCommand(this, inner.CreateCommand());

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
