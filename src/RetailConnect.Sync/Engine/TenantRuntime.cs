using RetailConnect.Sync.Inventory;
using RetailConnect.Sync.Kits;
using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Engine;

/// <summary>One tenant at work: its open connections, streams and lanes.</summary>
internal sealed class TenantRuntime(TenantDefinition definition, IReadOnlyDictionary<string, ConnectionRuntime> connections) : IAsyncDisposable
{
    private readonly List<IStream> streams = [];
    private readonly List<ILane> lanes = [];
    private readonly List<ILaneComparer> comparers = [];
    private readonly HashSet<StreamKey> read = [];
    private readonly Dictionary<EntityType, SemaphoreSlim> turns = [];

    public TenantId Tenant => definition.Id;

    public TenantDefinition Definition => definition;

    public required HintBell Bell { get; init; }

    public required LeaseKeeper Keeper { get; init; }

    /// <summary>What is made of other goods.</summary>
    public required KitBook Kits { get; init; }

    /// <summary>How long channels offer what was sold.</summary>
    public required Exposure Exposure { get; init; }

    /// <summary>The ports as this tenant's work sees them.</summary>
    public required EngineParts Parts { get; init; }

    public IReadOnlyList<IStream> Streams => streams;

    public IReadOnlyList<ILane> Lanes => lanes;

    public IReadOnlyList<ILaneComparer> Comparers => comparers;

    public IReadOnlyDictionary<string, ConnectionRuntime> Connections => connections;

    /// <summary>True once the locations are linked and the loops run.</summary>
    public bool Ready { get; set; }

    public ConnectionRuntime? Connection(string name) => connections.GetValueOrDefault(name);

    public bool Reads(StreamKey stream) => read.Contains(stream);

    /// <summary>The turn in which changes of a type are accepted: one page after the other, over all streams of the type.</summary>
    public SemaphoreSlim TurnOf(EntityType type)
    {
        lock (turns)
        {
            return turns.TryGetValue(type, out var turn) ? turn : turns[type] = new SemaphoreSlim(1);
        }
    }

    public void Add(IStream stream)
    {
        streams.Add(stream);
        read.Add(stream.Key);
        Bell.Add(stream);
    }

    public void Add(ILane lane) => lanes.Add(lane);

    public void Add(ILaneComparer comparer) => comparers.Add(comparer);

    /// <summary>Brings the next look of the streams forward, and that of the lanes too where a replay was asked for.</summary>
    public void Wake(bool lanes)
    {
        foreach (var lane in Lanes.Where(_ => lanes))
        {
            lane.Reload();
        }

        foreach (var stream in streams)
        {
            stream.Hear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections.Values)
        {
            await connection.Connection.DisposeAsync();
        }
    }
}
