using System.Data.Common;
using DbUp.Builder;
using RetailConnect.Storage.Relational;

namespace RetailConnect.Tests;

/// <summary>A database whose writer can be broken at any statement.</summary>
/// <param name="inner">The database.</param>
/// <param name="faults">Which statement breaks.</param>
/// <param name="wrap">Makes the writer's connection breakable.</param>
/// <param name="writer">Opens the writer's connection; null leaves that to the database.</param>
internal sealed class BreakingDialect(Dialect inner, StatementFaults faults, Func<DbConnection, Action<bool>, BreakingConnection> wrap, Func<DbConnection>? writer = null) : Dialect
{
    private readonly int start = faults.Start;

    public override bool IsShared => inner.IsShared;

    public override string ForShare => inner.ForShare;

    public override void Prepare() => inner.Prepare();

    public override UpgradeEngineBuilder Migrate(SupportedDatabases databases) => inner.Migrate(databases);

    public override DbConnection OpenWriter()
    {
        faults.Live(start);
        return wrap(writer is null ? inner.OpenWriter() : writer(), confirmed => faults.Pass(start, confirmed));
    }

    public override DbConnection OpenReader() => inner.OpenReader();

    public override DbTransaction Begin(DbConnection connection)
    {
        faults.Pass(start);
        var breaking = (BreakingConnection)connection;
        return new BreakingTransaction(breaking, inner.Begin(breaking.Inner));
    }

    public override bool Survives(DbConnection connection, Exception exception) => exception is not BrokenStatementException { HostDied: true } && inner.Survives(((BreakingConnection)connection).Inner, exception);

    public override string OneOf(string parameter) => inner.OneOf(parameter);

    public override void Scour(DbConnection connection) => inner.Scour(((BreakingConnection)connection).Inner);

    public override string Keep(string text) => inner.Keep(text);

    public override StoreException Explain(Exception exception) => inner.Explain(exception);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }
    }
}
