using Microsoft.Extensions.Logging;

namespace RetailConnect.Sync.Engine;

/// <summary>Does what must be done, with waits between the attempts that grow to a bound; after some failures in a row it says so.</summary>
internal sealed partial class Insistence(EngineParts parts, ILogger<Insistence> logger)
{
    private const int ManyFailures = 3;

    /// <summary>Returns when the work is done, or when it is not wanted any more.</summary>
    /// <param name="tenant">For whom.</param>
    /// <param name="what">What it is, for the log.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <param name="failing">Hears of each failure after the first few.</param>
    public async Task OnAsync(TenantId tenant, string what, Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken, Action<Exception>? failing = null)
    {
        for (var attempt = 1; !cancellationToken.IsCancellationRequested; attempt++)
        {
            try
            {
                await work(cancellationToken);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                var wait = parts.Backoff(attempt);
                if (attempt >= ManyFailures)
                {
                    failing?.Invoke(exception);
                }

                LogInsist(exception, tenant.Value, what, wait);
                await parts.RestAsync(wait, cancellationToken);
            }
        }
    }

    [LoggerMessage(2401, LogLevel.Warning, "{Tenant}: {What} not done yet; again in {Wait}.")]
    private partial void LogInsist(Exception exception, string tenant, string what, TimeSpan wait);
}
