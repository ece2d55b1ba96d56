using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace RetailConnect.Sync.Engine;

/// <summary>A connection and its gate: nobody uses it before its places are known, nor while its credentials are refused.</summary>
internal sealed partial class ConnectionRuntime(Connection connection, TimeProvider time, ILogger<ConnectionRuntime> logger)
{
    private static readonly Counter<long> Paused = RetailConnectDiagnostics.Meter.CreateCounter<long>(RetailConnectDiagnostics.ConnectionsPaused);
    private readonly Lock gate = new();
    private readonly Rest rest = new(time);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Connection Connection { get; } = connection;

    public string Name => Connection.Context.Name;

    public SourceCapability? Source(EntityType type) => Connection.Capabilities.OfType<SourceCapability>().FirstOrDefault(source => source.Type == type);

    public SinkCapability? Sink(EntityType type) => Connection.Capabilities.OfType<SinkCapability>().FirstOrDefault(sink => sink.Type == type);

    public bool IsOpen => opened.Task.IsCompleted;

    /// <summary>Opens the gate for the first time.</summary>
    public void Open() => opened.TrySetResult();

    /// <summary>Waits until the connection is open, and while it is paused.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        await opened.Task.WaitAsync(cancellationToken);
        while (Wait() is { } wait)
        {
            await time.WaitAsync(wait, cancellationToken);
        }
    }

    /// <summary>Closes the gate for a while and raises the alarm once.</summary>
    public void Pause(TimeSpan delay)
    {
        lock (gate)
        {
            if (!rest.IsOver)
            {
                return;
            }

            rest.Begin(delay);
        }

        Paused.Add(1, new TagList { { RetailConnectDiagnostics.TenantTag, Connection.Context.Tenant.Value }, { RetailConnectDiagnostics.ConnectionTag, Name } });
        LogPaused(Connection.Context.Tenant.Value, Name, delay);
    }

    private TimeSpan? Wait()
    {
        lock (gate)
        {
            return rest.IsOver ? null : rest.Left;
        }
    }

    [LoggerMessage(2001, LogLevel.Error, "{Tenant}/{Connection}: the credentials are refused. Check the connection's settings. It rests for {Delay}; nothing is lost.")]
    private partial void LogPaused(string tenant, string connection, TimeSpan delay);
}
