using System.Runtime.CompilerServices;
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

    public bool IsReadById => entities is not null;

    /// <summary>Fields that can be compared.</summary>
    public IReadOnlyList<string> Fields => snapshot is null ? rule.Fields : [.. rule.Fields.Intersect(origin.Snapshot(settings.Type)!.Fields)];

    /// <summary>Reads all that there is, and hands on what the target should show.</summary>
    public async ValueTask ScanAsync(Action<IReadOnlyList<Expectation>, long?> found, Action read, CancellationToken cancellationToken)
    {
        var check = new PageCheck(settings.Stream(origin.Name), settings.MostPages);
        if (snapshot is not null)
        {
            await Pages.ReadAllAsync(origin, snapshot, settings, check, page => found([.. page.Observations.Select(Expect)], page.Total), read, cancellationToken);
            return;
        }

        await foreach (var page in PagesAsync(check, read, cancellationToken))
        {
            found(await ExpectAsync(page.Changes, cancellationToken), page.Total);
        }
    }

    /// <summary>Reads all changes that there are, as the source says them.</summary>
    public IAsyncEnumerable<ChangePage<T>> ReadAllAsync(CancellationToken cancellationToken) => PagesAsync(new(settings.Stream(origin.Name), settings.MostPages), static () => { }, cancellationToken);

    /// <summary>Reads single entities and returns what the target should show of them now.</summary>
    public async ValueTask<IReadOnlyList<Expectation>> ReadAsync(IReadOnlyCollection<ExternalId> wanted, Action read, CancellationToken cancellationToken) =>
        await ExpectAsync(await ReadChangesAsync(wanted, read, cancellationToken), cancellationToken);

    /// <summary>Returns the entities of keys that a scan did not list, where the source can be asked by key.</summary>
    public async ValueTask<IReadOnlyList<(string Key, ExternalId Entity)>> FindAsync(IReadOnlyList<string> keys, Action read, CancellationToken cancellationToken)
    {
        var found = new List<(string Key, ExternalId Entity)>();
        if (origin.Snapshot(settings.Type) is { } shows && origin.Connection.Part<ISnapshotSource<T>>() is { } shown)
        {
            foreach (var chunk in keys.Chunk(shows.KeysAtOnce))
            {
                var page = await settings.Patience.AskAsync(origin, token => shown.ReadAsync(new(null, ViewSettings.PageSize) { Keys = chunk }, token), cancellationToken);
                found.AddRange(page.Observations.Select(seen => (seen.Key, seen.Entity)));
                read();
            }
        }

        return found;
    }

    /// <summary>Reads single entities; a source that can't be read by id is read from its beginning.</summary>
    public async ValueTask<IReadOnlyList<Change<T>>> ReadChangesAsync(IReadOnlyCollection<ExternalId> wanted, Action read, CancellationToken cancellationToken)
    {
        var (found, names) = (new List<Change<T>>(), wanted.ToHashSet());
        if (entities is null && names.Count > 0)
        {
            await foreach (var page in PagesAsync(new(settings.Stream(origin.Name), settings.MostPages), read, cancellationToken))
            {
                found.AddRange(page.Changes.Where(change => names.Contains(change.Entity)));
            }

            return found;
        }

        foreach (var chunk in names.Chunk(Math.Max(1, origin.Source(settings.Type)!.EntitiesAtOnce)))
        {
            found.AddRange(await settings.Patience.AskAsync(origin, token => entities!.ReadAsync(chunk, token), cancellationToken));
            read();
        }

        return found;
    }

    private async IAsyncEnumerable<ChangePage<T>> PagesAsync(PageCheck check, Action read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (Cursor? cursor = null; ;)
        {
            var request = new ReadRequest(cursor, ViewSettings.PageSize, TimeSpan.Zero) { From = settings.From };
            var page = await settings.Patience.AskAsync(origin, token => changes.ReadAsync(request, token), cancellationToken);
            read();
            yield return page;
            if (!page.More)
            {
                yield break;
            }

            check.Go(cursor, page.Next);
            cursor = page.Next;
        }
    }

    private Expectation Expect(Observation seen) => new(seen.Key, seen.Entity, CanonicalIds.Of(origin.Name, seen.Entity), rule.Known(seen.Fields));

    private async ValueTask<IReadOnlyList<Expectation>> ExpectAsync(IReadOnlyList<Change<T>> found, CancellationToken cancellationToken)
    {
        found = await rule.PrepareAsync(origin.Name, found, cancellationToken);
        var readable = found.Where(change => change.Value is not null).ToList();
        var (reached, kept) = preview is null ? (readable, []) : await preview.RunAsync(origin.Name, readable, cancellationToken);
        return
        [
            .. await rule.ExpectAsync(origin.Name, reached, cancellationToken),
            .. (await rule.ExpectAsync(origin.Name, kept, cancellationToken)).Select(thing => thing with { IsFree = true }),
            .. found.Where(change => change.Fault is not null).Select(change => rule.Unreadable(origin.Name, change)).OfType<Expectation>(),
        ];
    }
}
