using System.Data;
using System.Data.Common;

namespace RetailConnect.Tests;

/// <summary>A transaction that can break before it is confirmed and after.</summary>
internal sealed class BreakingTransaction(BreakingConnection connection, DbTransaction inner) : DbTransaction
{
    public DbTransaction Inner => inner;

    public override IsolationLevel IsolationLevel => inner.IsolationLevel;

    protected override DbConnection DbConnection => connection;

    public override void Commit()
    {
        connection.Pass();
        inner.Commit();
        connection.Pass(confirmed: true);
    }

    public override void Rollback() => inner.Rollback();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
