namespace RetailConnect.Connectors.Shopify.Catalog.Bulk;

/// <summary>
/// One operation at a time, and nothing is written while one may be under way that nobody waits for: of a life before, or given up. Its lines could land on what is newer.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class BulkGate(BulkOperations operations) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private volatile bool doubt = true;

    /// <summary>Waits until no operation is under way but one that somebody here waits for.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        if (!doubt)
        {
            return;
        }

        await turn.WaitAsync(cancellationToken);
        try
        {
            if (doubt)
            {
                await operations.UntilNoneAsync(cancellationToken);
                doubt = false;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>Runs an operation when no other is under way.</summary>
    /// <param name="start">Starts it and returns its id.</param>
    /// <param name="end">Returns its end.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async ValueTask<T> RunAsync<T>(Func<ValueTask<string>> start, Func<string, ValueTask<T>> end, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        var started = false;
        try
        {
            await operations.UntilNoneAsync(cancellationToken);
            doubt = false;
            var id = await start();
            started = true;
            return await end(id);
        }
        catch (Exception exception) when (started || exception is not ConnectorException { MayHaveTakenEffect: false })
        {
            doubt = true;
            throw;
        }
        finally
        {
            turn.Release();
        }
    }
}
