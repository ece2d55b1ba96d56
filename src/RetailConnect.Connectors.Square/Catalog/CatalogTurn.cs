namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>Square takes one catalogue update at a time from a seller; whoever updates it takes a turn.</summary>
internal sealed class CatalogTurn : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    public async ValueTask<T> TakeAsync<T>(Func<ValueTask<T>> work, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
