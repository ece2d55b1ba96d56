using RetailConnect.Sync.Replay;

namespace RetailConnect.Sync.Engine;

/// <summary>A lane that the engine delivers.</summary>
internal interface ILane
{
    LaneKey Key { get; }

    /// <summary>Canonical type that it delivers.</summary>
    EntityType Type { get; }

    /// <summary>True while it holds something to deliver.</summary>
    bool IsBusy { get; }

    /// <summary>What it knows about its dead letters.</summary>
    ILetterRule Letters { get; }

    /// <summary>Delivers until stopped.</summary>
    Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Looks through the store from its beginning again, for dead letters that were replayed.</summary>
    void Reload();

    /// <summary>Lists the pipeline's steps, outermost first.</summary>
    IReadOnlyList<string> Describe();
}
