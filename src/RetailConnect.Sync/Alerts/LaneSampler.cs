using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Alerts;

/// <summary>Looks at a tenant's figures now and then, as long as this host works for the tenant: for the gauges, and to raise the alarm when something is unaccounted for.</summary>
/// <remarks>The figures are counted from the envelopes themselves, so a large store takes a while: no more than a fiftieth of the time is spent on it.</remarks>
internal sealed partial class LaneSampler(TenantId tenant, EngineParts parts, AlertBoard alerts, ILogger<LaneSampler> logger)
{
    private const int Rest = 50;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var began = parts.Time.GetTimestamp();
                await SampleAsync(cancellationToken);
                var rest = parts.Time.GetElapsedTime(began) * Rest;
                await parts.Time.WaitAsync(rest > Every ? rest : Every, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The tenant's work ends.
        }
        finally
        {
            LaneGauges.Hide(this);
        }
    }

    /// <summary>Takes one sample.</summary>
    public async Task SampleAsync(CancellationToken cancellationToken)
    {
        try
        {
            var tallies = await parts.Inbox.CountAsync(tenant, cancellationToken);
            var oldest = new Dictionary<LaneKey, DateTimeOffset>();
            foreach (var lane in tallies.Where(tally => tally.Pending > 0).Select(tally => tally.Lane))
            {
                if (await parts.Inbox.LoadPendingAsync(lane, 0, 1, cancellationToken) is [var first, ..])
                {
                    oldest[lane] = first.Envelope.AcceptedAt;
                }
            }

            LaneGauges.Show(this, new(tallies, oldest, parts.Time));
            tallies.ToList().ForEach(Judge);
            StoreAlert.Clear(alerts);
        }
        catch (StoreException exception)
        {
            StoreAlert.Raise(alerts, exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whoever only looks must not stop those who work.
            LogSample(exception, tenant.Value);
        }
    }

    private void Judge(Tally tally)
    {
        var subject = $"{tally.Lane.Sync}/{tally.Lane.Target}";
        if (tally.Imbalance == 0)
        {
            alerts.Clear(AlertKind.Imbalance, tenant, subject, "Every accepted envelope is accounted for again.");
            return;
        }

        alerts.Raise(
            AlertKind.Imbalance, tenant, subject, $"{Math.Abs(tally.Imbalance)} {(tally.Imbalance > 0 ? "accepted envelopes have no state" : "envelopes have a state and were never accepted")}: {tally}.",
            "Something changed the store past RetailConnect, or a backup is incomplete. Keep a copy of the store for the support, then sweep the sync's streams, which finds whatever is missing.");
    }

    [LoggerMessage(2603, LogLevel.Error, "{Tenant}: the figures could not be sampled.")]
    private partial void LogSample(Exception exception, string tenant);
}
