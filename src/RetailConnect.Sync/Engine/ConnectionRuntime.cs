using System.Diagnostics;
using System.Diagnostics.Metrics;
using RetailConnect.Sync.Alerts;

namespace RetailConnect.Sync.Engine;

/// <summary>An open connection and its gate: while the credentials are refused nobody uses it.</summary>
internal sealed class ConnectionRuntime(Connection connection, TimeProvider time, AlertBoard alerts)
{
    private static readonly Counter<long> Paused = RetailConnectDiagnostics.Meter.CreateCounter<long>(RetailConnectDiagnostics.ConnectionsPaused);
    private readonly Lock gate = new();
    private DateTimeOffset closedUntil;
    private readonly HashSet<object> refused = [];

    public Connection Connection { get; } = connection;

    public string Name => Connection.Context.Name;

    public SourceCapability? Source(EntityType type) => Connection.Capabilities.OfType<SourceCapability>().FirstOrDefault(source => source.Type == type);

    public SinkCapability? Sink(EntityType type) => Connection.Capabilities.OfType<SinkCapability>().FirstOrDefault(sink => sink.Type == type);

    /// <summary>Waits while the connection is paused.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        while (Wait() is { } wait)
        {
            await time.WaitAsync(wait, cancellationToken);
        }
    }

    /// <summary>Hears that the system took a call. Only one that began after the pause says anything, and only for whoever made it: a key may lack one right of several.</summary>
    /// <param name="caller">Stream or lane.</param>
    /// <param name="began">When the call began.</param>
    public void Answered(object caller, DateTimeOffset began)
    {
        lock (gate)
        {
            if (began < closedUntil || !refused.Remove(caller) || refused.Count > 0)
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
            var now = time.GetUtcNow();
            if (closedUntil > now)
            {
                return;
            }

            closedUntil = now + delay;
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
            var wait = closedUntil - time.GetUtcNow();
            return wait > TimeSpan.Zero ? wait : null;
        }
    }
}
