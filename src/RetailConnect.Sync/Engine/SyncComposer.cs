using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Middleware;
using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Engine;

/// <summary>Composes all syncs of one canonical type of a tenant.</summary>
internal abstract class SyncComposer
{
    public abstract void Compose(IReadOnlyList<SyncDefinition> syncs);
}

/// <summary>The parts of composition that all types share; a type adds its rules.</summary>
internal abstract class SyncComposer<T>(TenantRuntime runtime, EngineParts parts, IServiceProvider host) : SyncComposer
    where T : class
{
    private static readonly EntityType Type = EntityType.Of<T>();
    private readonly ILoggerFactory logs = host.GetRequiredService<ILoggerFactory>();

    protected TenantRuntime Runtime => runtime;

    protected EngineParts Parts => parts;

    protected IServiceProvider Host => host;

    protected ILoggerFactory Logs => logs;

    protected abstract IntakeRule<T> Intake { get; }

    protected virtual CompletionRule<T>? Completion => null;

    /// <summary>The syncs that are composed.</summary>
    protected IReadOnlyList<SyncDefinition> Syncs { get; private set; } = [];

    public override void Compose(IReadOnlyList<SyncDefinition> syncs)
    {
        Syncs = syncs;
        var signals = new Dictionary<LaneKey, Signal>();
        foreach (var sync in syncs)
        {
            foreach (var target in sync.To)
            {
                var key = new LaneKey(runtime.Tenant, sync.Name, target);
                signals[key] = new Signal(parts.Time);
                runtime.Add(ComposeLane(sync, runtime.Connections[target], key, signals[key]));
            }
        }

        var turn = runtime.TurnOf(Type);
        var desks = new Dictionary<string, IntakeDesk<T>>();
        foreach (var origin in syncs.SelectMany(sync => sync.From).Distinct())
        {
            runtime.Add(ComposeStream([.. syncs.Where(sync => sync.From.Contains(origin))], runtime.Connections[origin], signals, turn, desks));
        }

        foreach (var (sync, target) in syncs.SelectMany(sync => sync.To.Select(target => (sync, runtime.Connections[target]))))
        {
            if (target.Snapshot(Type) is not null && Comparison(sync, target) is { } rule)
            {
                runtime.Add(new LaneComparer<T>(sync, target, new(rule, PreviewOf(sync, target), desks, ProofsOf(new(runtime.Tenant, sync.Name, target.Name))), runtime));
            }
        }
    }

    /// <summary>Steps of the type's own that say what is delivered, in front of the partner's.</summary>
    protected virtual IReadOnlyList<PipelineStep<T>> Contents(SyncDefinition sync) => [];

    /// <summary>Steps of the type's own, next to the sink.</summary>
    protected virtual IReadOnlyList<PipelineStep<T>> Gates(SyncDefinition sync) => [];

    /// <summary>Steps of the type's own before all others that look at the change.</summary>
    protected virtual IReadOnlyList<PipelineStep<T>> Doors => [];

    /// <summary>Wraps the target's batch sink.</summary>
    protected virtual IBatchSink<T> Guard(SyncDefinition sync, ConnectionRuntime target, IBatchSink<T> sink) => sink;

    /// <summary>What the target of a sync should show, from what the sources say; null when the type is not compared.</summary>
    protected virtual ComparisonRule<T>? Comparison(SyncDefinition sync, ConnectionRuntime target) => null;

    /// <summary>What of a lane waits to be read back; null when nothing ever is.</summary>
    protected virtual PendingProofs? ProofsOf(LaneKey lane) => null;

    /// <summary>What of a stream is to be looked at by itself; null when nothing ever is.</summary>
    protected virtual Agenda? AgendaOf(StreamKey stream) => null;

    private Preview<T>? PreviewOf(SyncDefinition sync, ConnectionRuntime target) =>
        sync.Options.Middleware.Count > 0 ? new(new(runtime.Tenant, sync.Name, target.Name), PartnerSteps(sync), parts.Crosswalk) : null;

    private Stream<T> ComposeStream(IReadOnlyList<SyncDefinition> syncs, ConnectionRuntime origin, Dictionary<LaneKey, Signal> signals, SemaphoreSlim turn, Dictionary<string, IntakeDesk<T>> desks)
    {
        var key = new StreamKey(runtime.Tenant, origin.Name, Type);
        var settings = StreamSettings.Of(syncs);

        // What a system said itself is not written back to it.
        var routes = syncs.SelectMany(sync => sync.To.Where(target => target != origin.Name).Select(target => (Lane: new LaneKey(runtime.Tenant, sync.Name, target), sync.Options.DryRun))).Select(route => new Route(route.Lane, signals[route.Lane], route.DryRun)).ToList();
        var desk = desks[origin.Name] = new IntakeDesk<T>(key, Intake, routes, Syncs.Any(sync => sync.To.Contains(origin.Name)), turn, runtime.Bell, parts);
        var reader = new StreamReader<T>(key, origin.Connection, settings, desk, parts);
        return new(key, origin, settings, reader, new Sweeper(key, reader.SweepAsync, settings, parts, logs.CreateLogger<Sweeper>()), parts, logs.CreateLogger<Stream<T>>()) { Agenda = AgendaOf(key) };
    }

    private Lane<T> ComposeLane(SyncDefinition sync, ConnectionRuntime target, LaneKey key, Signal signal)
    {
        var capability = target.Sink(Type)!;
        var batches = new BatchRouter<T>();
        var calls = new CallBook();
        var batch = target.Connection.Part<IBatchSink<T>>() is { } sink ? Guard(sync, target, sink) : null;
        var end = new SinkStep<T>(target, capability.Proof, batches, calls, parts);
        var plan = new PipelinePlan<T>(target, Steps(sync, target, capability, calls), end.WriteAsync, batch, Intake) { TakesChanges = TakesChanges(capability) };
        var pipeline = new SyncPipeline<T>(plan, capability, batches, calls, Completion, runtime.Bell);
        return new(key, signal, pipeline, new(Type.IsTransaction, batch is null ? 1 : capability.Batch, capability.Parallel), parts, logs.CreateLogger<Lane<T>>());
    }

    /// <summary>True when a target's orders are documents that it amends. One that keeps an order by our own id nets by itself what came back.</summary>
    protected bool AmendsDocuments(string target) => Runtime.Connections[target].Sink(EntityType.Order) is { Amends: true, Proof: WriteProof.LookUp };

    /// <summary>True when a target has orders by the parts of their kits.</summary>
    protected bool KeepsParts(string target) => Runtime.Definition.Syncs.Any(sync => sync.Options is OrdersOptions { KitsAsSold: false } && sync.To.Contains(target));

    /// <summary>State is overwritten. A document is by our own id, by a sink that amends it, or where its type is one that changes.</summary>
    private bool TakesChanges(SinkCapability capability) => !Type.IsTransaction || capability.Proof is WriteProof.NaturalUpsert || capability.Amends || Intake.MayChange;

    private List<PipelineStep<T>> Steps(SyncDefinition sync, ConnectionRuntime target, SinkCapability capability, CallBook calls) =>
    [
        new("telemetry", new Telemetry<T>()),
        new("recovery", new Recover<T>(target, capability.Proof, calls, parts, logs.CreateLogger<Recover<T>>())),
        .. Doors,
        new("echo guard", new EchoGuard<T>(runtime, parts, Type, Intake)),
        new("crosswalk", new CrosswalkStep<T>(parts.Crosswalk, Type)),
        .. Contents(sync),
        .. PartnerSteps(sync),
        new("skip unchanged", new SkipUnchanged<T>(parts.Crosswalk, Type, Intake, TakesChanges(capability))),
        .. Gates(sync),
        new("dry run", new DryRun<T>(sync.Options.DryRun)),
    ];

    private IReadOnlyList<PipelineStep<T>> PartnerSteps(SyncDefinition sync) =>
        [.. sync.Options.Middleware.Select(type => new PipelineStep<T>(type.Name, (ISyncMiddleware<T>)ActivatorUtilities.GetServiceOrCreateInstance(host, type)))];
}
