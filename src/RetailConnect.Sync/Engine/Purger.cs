using Microsoft.Extensions.Logging;

namespace RetailConnect.Sync.Engine;

/// <summary>Forgets what is older than the store's retention, in small steps between which others have their turn.</summary>
internal sealed partial class Purger(EngineParts parts, ILogger<Purger> logger)
{
    private const int PurgedAtOnce = 500;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                while (await parts.Writer.PurgeAsync(PurgedAtOnce, cancellationToken) > 0)
                {
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreException exception)
            {
                LogPurge(exception);
            }

            await parts.RestAsync(Every, cancellationToken);
        }
    }

    [LoggerMessage(2402, LogLevel.Warning, "What is older than the retention could not be removed from the store; it is tried again within the hour.")]
    private partial void LogPurge(Exception exception);
}
