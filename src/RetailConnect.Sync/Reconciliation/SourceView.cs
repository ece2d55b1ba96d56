using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>What one source of a sync says its target should show.</summary>
/// <param name="origin">The source.</param>
/// <param name="rule">What the type adds.</param>
/// <param name="preview">What the partner's steps make of a change; null when there are none.</param>
/// <param name="settings">How pages are read.</param>
internal sealed class SourceView<T>(ConnectionRuntime origin, ComparisonRule<T> rule, Preview<T>? preview, ViewSettings settings)
    where T : class
{
    private readonly ISnapshotSource<T>? snapshot = rule.TakesSnapshots && preview is null ? origin.Connection.Part<ISnapshotSource<T>>() : null;
    private readonly IChangeSource<T> changes = origin.Connection.Part<IChangeSource<T>>()!;
    private readonly IEntitySource<T>? entities = origin.Connection.Part<IEntitySource<T>>();

    public string Name => origin.Name;

    /// <summary>Fields that can be compared.</summary>
    public IReadOnlyList<string> Fields => snapshot is null ? rule.Fields : [.. rule.Fields.Intersect(origin.Snapshot(settings.Type)!.Fields)];

    /// <summary>Reads all that there is, and hands on what the target should show.</summary>
    public async ValueTask ScanAsync(Action<IReadOnlyList<Expectation>, long?> found, Action read, CancellationToken cancellationToken)
    {
        var check = new PageCheck(settings.Stream(origin.Name), settings.MostPages);
        if (snapshot is not null)
        {
            await Pages.ReadAllAsync(snapshot, settings, check, page => found([.. page.Observations.Select(Expect)], page.Total), read, cancellationToken);
            return;
        }

        for (Cursor? cursor = null; ;)
        {
            await origin.EnterAsync(cancellationToken);
            var page = await changes.ReadAsync(new(cursor, ViewSettings.PageSize, TimeSpan.Zero) { From = settings.From }, cancellationToken);
            read();
            found(await ExpectAsync(page.Changes, cancellationToken), page.Total);
            if (!page.More)
            {
                return;
            }

            check.Go(cursor, page.Next);
            cursor = page.Next;
        }
    }

    /// <summary>Reads single entities and returns what the target should show of them now; null when they can't be read by id, so that what the scan saw has to do.</summary>
    public async ValueTask<IReadOnlyList<Expectation>?> ReadAsync(IReadOnlyList<ExternalId> wanted, Action read, CancellationToken cancellationToken)
    {
        if (await ReadChangesAsync(wanted, read, cancellationToken) is not { } found)
        {
            return null;
        }

        return await ExpectAsync(found, cancellationToken);
    }

    /// <summary>Reads single entities; null when they can't be read by id.</summary>
    public async ValueTask<IReadOnlyList<Change<T>>?> ReadChangesAsync(IReadOnlyList<ExternalId> wanted, Action read, CancellationToken cancellationToken)
    {
        if (entities is null)
        {
            return null;
        }

        var found = new List<Change<T>>();
        foreach (var chunk in wanted.Distinct().Chunk(Math.Max(1, origin.Source(settings.Type)!.EntitiesAtOnce)))
        {
            await origin.EnterAsync(cancellationToken);
            found.AddRange(await entities.ReadAsync(chunk, cancellationToken));
            read();
        }

        return found;
    }

    private Expectation Expect(Observation seen) => new(seen.Key, seen.Entity, CanonicalIds.Of(origin.Name, seen.Entity), rule.Known(seen.Fields));

    private async ValueTask<IReadOnlyList<Expectation>> ExpectAsync(IReadOnlyList<Change<T>> found, CancellationToken cancellationToken)
    {
        var wanted = found.Where(change => change.Value is not null).ToList();
        return await rule.ExpectAsync(origin.Name, preview is null ? wanted : await preview.RunAsync(origin.Name, wanted, cancellationToken), cancellationToken);
    }
}
