using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Alerts;

/// <summary>Knows which alerts are up, and tells the host's sinks once when one begins and once when it is over. No sink can stop or fail whoever raises.</summary>
internal sealed partial class AlertBoard(TimeProvider time, IEnumerable<IAlertSink> sinks, ILogger<AlertBoard> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly IReadOnlyList<IAlertSink> sinks = [.. sinks];
    private readonly Signal signal = new(time);
    private readonly Lock gate = new();
    private readonly Dictionary<Topic, Alert> up = [];

    /// <summary>What the sinks have not heard yet, at most one for each topic: while a sink hangs, what came and went is not told at all.</summary>
    private readonly List<(Topic Topic, Alert Alert)> untold = [];

    /// <summary>Raises an alert, unless it is up already.</summary>
    public void Raise(AlertKind kind, TenantId? tenant, string subject, string message, string advice)
    {
        lock (gate)
        {
            var alert = new Alert(kind, tenant, subject, message, advice, time.GetUtcNow());
            if (up.TryAdd(new(kind, tenant, subject), alert))
            {
                Tell(new(kind, tenant, subject), alert);
            }
        }

        signal.Set();
    }

    /// <summary>Says that an alert is over, if it is up.</summary>
    public void Clear(AlertKind kind, TenantId? tenant, string subject, string message)
    {
        lock (gate)
        {
            var topic = new Topic(kind, tenant, subject);
            if (!up.Remove(topic))
            {
                return;
            }

            Tell(topic, new(kind, tenant, subject, message, "", time.GetUtcNow()) { IsOver = true });
        }

        signal.Set();
    }

    /// <summary>Says that all alerts of a tenant are over, because this host does not look after it any more.</summary>
    public void Leave(TenantId tenant)
    {
        List<Topic> left;
        lock (gate)
        {
            left = [.. up.Keys.Where(topic => topic.Tenant == tenant)];
        }

        left.ForEach(topic => Clear(topic.Kind, topic.Tenant, topic.Subject, "This host does not work for the tenant any more; the one that does raises its own alerts."));
    }

    /// <summary>Tells the sinks until stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await TellAsync(cancellationToken);
            try
            {
                await signal.WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Tells what the sinks have not heard yet.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        while (Next() is { } alert)
        {
            foreach (var sink in sinks)
            {
                await TellAsync(sink, alert, cancellationToken);
            }
        }
    }

    private Alert? Next()
    {
        lock (gate)
        {
            if (untold.Count == 0)
            {
                return null;
            }

            var next = untold[0].Alert;
            untold.RemoveAt(0);
            return next;
        }
    }

    /// <summary>An end that follows a beginning which nobody heard, or the other way round, makes both nothing.</summary>
    private void Tell(Topic topic, Alert alert)
    {
        if (untold.RemoveAll(item => item.Topic == topic) == 0)
        {
            untold.Add((topic, alert));
        }
    }

    private async Task TellAsync(IAlertSink sink, Alert alert, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await sink.HearAsync(alert, enough.Token).AsTask().WaitAsync(Patience, time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception exception)
        {
            LogSink(exception, sink.GetType().Name, alert.Kind, alert.Subject);
        }
        finally
        {
            await enough.CancelAsync();
        }
    }

    private readonly record struct Topic(AlertKind Kind, TenantId? Tenant, string Subject);

    [LoggerMessage(2602, LogLevel.Warning, "The alert sink {Sink} failed or took too long over {Kind} of {Subject}; it is passed over.")]
    private partial void LogSink(Exception exception, string sink, AlertKind kind, string subject);
}
