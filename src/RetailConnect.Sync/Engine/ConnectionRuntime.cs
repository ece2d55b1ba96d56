using System.Diagnostics;
using System.Diagnostics.Metrics;
using RetailConnect.Sync.Alerts;

namespace RetailConnect.Sync.Engine;

/// <summary>A connection and its gate: nobody uses it before its places are known, nor while its credentials are refused.</summary>
internal sealed class ConnectionRuntime(Connection connection, TimeProvider time, AlertBoard alerts)
{
    private static readonly Counter<long> Paused = RetailConnectDiagnostics.Meter.CreateCounter<long>(RetailConnectDiagnostics.ConnectionsPaused);
    private readonly Lock gate = new();
    private readonly Rest rest = new(time);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<object> refused = [];
    private long pauses;

    public Connection Connection { get; } = connection;

    public string Name => Connection.Context.Name;

    public SourceCapability? Source(EntityType type) => Connection.Capabilities.OfType<SourceCapability>().FirstOrDefault(source => source.Type == type);

    public SinkCapability? Sink(EntityType type) => Connection.Capabilities.OfType<SinkCapability>().FirstOrDefault(sink => sink.Type == type);

    public SnapshotCapability? Snapshot(EntityType type) => Connection.Capabilities.OfType<SnapshotCapability>().FirstOrDefault(snapshot => snapshot.Type == type);

    /// <summary>How often the connection was paused.</summary>
    public long Pauses => Volatile.Read(ref pauses);

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

    /// <summary>Hears that the system took a call. Only one that began after the last pause did says anything, and only for whoever made it: a key may lack one right of several.</summary>
    /// <param name="caller">Stream or lane.</param>
    /// <param name="began">What <see cref="Pauses"/> was when the call began.</param>
    public void Answered(object caller, long began)
    {
        lock (gate)
        {
            if (began != pauses || !refused.Remove(caller) || refused.Count > 0)
            {
                return;
            }
        }

        alerts.Clear(AlertKind.ConnectionPaused, Connection.Context.Tenant, Name, "The credentials are accepted again.");
    }

    /// <summary>Closes the gate for a while and raises the alarm once.</summary>
    /// <param name="caller">Stream or lane that was refused.</param>
    /// <param name="delay">How long.</param>
    public void Pause(object caller, TimeSpan delay)
    {
        lock (gate)
        {
            refused.Add(caller);
            if (!rest.IsOver)
            {
                return;
            }

            rest.Begin(delay);
            pauses++;
        }

        Paused.Add(1, new TagList { { RetailConnectDiagnostics.TenantTag, Connection.Context.Tenant.Value }, { RetailConnectDiagnostics.ConnectionTag, Name } });
        alerts.Raise(
            AlertKind.ConnectionPaused, Connection.Context.Tenant, Name, $"{Connection.Context.System} refuses the credentials; the connection rests, and is tried every {delay.TotalSeconds:0.#} s.",
            "Check the connection's settings: a key or token was revoked, has expired, or lacks a right. What waits is kept and goes on by itself.");
    }

    private TimeSpan? Wait()
    {
        lock (gate)
        {
            return rest.IsOver ? null : rest.Left;
        }
    }
}
