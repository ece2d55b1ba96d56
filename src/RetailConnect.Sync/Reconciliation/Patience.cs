using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>Asks a system again when it was busy or away: a read that has come far is not thrown away for one page.</summary>
internal sealed class Patience(EngineParts parts)
{
    private const int MostAttempts = 6;

    public async ValueTask<TAnswer> AskAsync<TAnswer>(ConnectionRuntime connection, Func<CancellationToken, ValueTask<TAnswer>> ask, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await connection.EnterAsync(cancellationToken);
            try
            {
                return await ask(cancellationToken);
            }
            catch (ConnectorException fault) when (fault.Kind is FaultKind.Transient or FaultKind.Throttled && attempt < MostAttempts)
            {
                var own = parts.Backoff(attempt);
                await parts.Time.WaitAsync(fault.RetryAfter > own ? fault.RetryAfter.Value : own, cancellationToken);
            }
        }
    }
}
