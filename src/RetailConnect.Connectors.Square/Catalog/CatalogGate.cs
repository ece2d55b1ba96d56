namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>One catalogue update at a time, with a pause between two: Square refuses one while it is at work on another.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CatalogGate(SquareOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim updating = new(1);
    private TimeSpan free;

    public async Task<T> RunAsync<T>(Func<Task<T>> update, CancellationToken cancellationToken)
    {
        await updating.WaitAsync(cancellationToken);
        try
        {
            var wait = free - time.Passed();
            if (wait > TimeSpan.Zero)
            {
                await time.WaitAsync(wait, cancellationToken);
            }

            return await update();
        }
        finally
        {
            free = time.Passed() + options.CatalogPause;
            updating.Release();
        }
    }

    public void Dispose() => updating.Dispose();
}
