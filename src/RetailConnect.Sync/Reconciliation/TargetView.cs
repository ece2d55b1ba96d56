using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>What a target shows.</summary>
internal sealed class TargetView<T>(ConnectionRuntime target, ComparisonRule<T> rule, ViewSettings settings)
    where T : class
{
    private readonly ISnapshotSource<T> snapshot = target.Connection.Part<ISnapshotSource<T>>()!;
    private readonly SnapshotCapability capability = target.Snapshot(settings.Type)!;

    public IReadOnlyList<string> Fields => capability.Fields;

    /// <summary>Reads all that there is and is the business of the sync; where the target lists nothing, what is expected.</summary>
    public async ValueTask ScanAsync(IEnumerable<string> expected, Action<IReadOnlyList<Observation>> found, Action read, CancellationToken cancellationToken)
    {
        if (capability.ByKeyOnly)
        {
            foreach (var chunk in expected.Distinct().Chunk(capability.KeysAtOnce))
            {
                found([.. (await ReadAsync(chunk, read, cancellationToken)).SelectMany(same => same)]);
            }

            return;
        }

        await Pages.ReadAllAsync(target, snapshot, settings, new(settings.Stream(target.Name), settings.MostPages), page => found([.. page.Observations.Select(Spelled).OfType<Observation>()]), read, cancellationToken);
    }

    /// <summary>Reads what the target shows for some keys now.</summary>
    public async ValueTask<ILookup<string, Observation>> ReadAsync(IReadOnlyList<string> keys, Action read, CancellationToken cancellationToken)
    {
        var found = new List<Observation>();
        foreach (var chunk in keys.Chunk(capability.KeysAtOnce))
        {
            found.AddRange((await settings.Patience.AskAsync(target, token => snapshot.ReadAsync(new(null, ViewSettings.PageSize) { Keys = chunk }, token), cancellationToken)).Observations);
            read();
        }

        return found.Select(Spelled).OfType<Observation>().ToLookup(observation => observation.Key);
    }

    private Observation? Spelled(Observation observation) => rule.KeyOf(observation) is { } key ? observation with { Key = key } : null;
}
