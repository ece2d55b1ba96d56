using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>Compares the sources of a sync with one target.</summary>
internal interface ILaneComparer
{
    LaneKey Key { get; }

    /// <summary>How often it is compared by itself; null for never.</summary>
    TimeSpan? Every { get; }

    /// <summary>Compares once.</summary>
    /// <param name="last">The last comparison; null when there is none.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<Comparison> CompareAsync(Comparison? last, IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Says what a repair would do.</summary>
    RepairPlan Plan(Comparison comparison);

    /// <summary>Carries a plan out.</summary>
    Task<RepairReceipt> RepairAsync(RepairPlan plan, CancellationToken cancellationToken);
}

/// <inheritdoc cref="ILaneComparer"/>
/// <remarks>
/// Both sides are read once, page by page, into digests of buckets; only buckets that differ are looked into, and only what differs there is read a second time, by key: first the target, then its sources,
/// some times with a rest in between, because a sale between the two looks is no drift.
/// </remarks>
internal sealed class LaneComparer<T>(SyncDefinition sync, ConnectionRuntime target, ComparisonParts<T> comparison, TenantRuntime runtime) : ILaneComparer
    where T : class
{
    private const int Looks = 4;
    private const int Most = 10_000;
    private const int AtOnce = 500;
    private static readonly EntityType Type = EntityType.Of<T>();
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);
    private int running;
    private readonly EngineParts parts = runtime.Parts;
    private readonly Verdicts verdicts = new(new(runtime.Tenant, sync.Name, target.Name), Type, runtime.Parts);

    public LaneKey Key { get; } = new(runtime.Tenant, sync.Name, target.Name);

    public TimeSpan? Every => sync.Options.CompareEvery;

    public async Task<Comparison> CompareAsync(Comparison? last, IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref running, 1) == 1)
        {
            throw new InvalidOperationException($"{Key} is being compared already.");
        }

        try
        {
            CallScope.Sync = sync.Name;
            CallScope.Priority = CallPriority.Backfill;
            CallScope.Guard = runtime.Keeper.Check;
            return await RunAsync(last, progress, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref running, 0);
        }
    }

    public RepairPlan Plan(Comparison found) => new()
    {
        Lane = Key, ComparedAt = found.EndedAt, Expected = found.Expected,
        Steps = [.. found.Discrepancies.Where(item => item.State is DiscrepancyState.Drift).Select(item => RepairRules.StepFor(item, target.Sink(Type)!))],
    };

    public Task<RepairReceipt> RepairAsync(RepairPlan plan, CancellationToken cancellationToken) => new Repairer<T>(Key, comparison, Views(null)).RunAsync(plan, cancellationToken);

    private async Task<Comparison> RunAsync(Comparison? last, IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken)
    {
        var began = parts.Time.GetUtcNow();
        var counts = new Counts(Key, progress);
        var views = Views(Type.IsTransaction ? began - sync.Options.CompareBack : null);
        var fields = views.Sources.Aggregate(views.Target.Fields, (known, source) => [.. known.Intersect(source.Fields)]);
        var (suspects, found) = await ScanAsync(views, fields, counts, cancellationToken);
        var open = await LookAsync(views, fields, suspects, counts, cancellationToken);
        var since = last?.Discrepancies.ToDictionary(item => (item.Key, item.Kind), item => item.FirstSeenAt) ?? [];
        var discrepancies = new List<Discrepancy>();
        foreach (var difference in open)
        {
            var judged = await verdicts.JudgeAsync(difference, cancellationToken);
            discrepancies.Add(judged with { FirstSeenAt = since.TryGetValue((judged.Key, judged.Kind), out var first) ? first : began });
        }

        return new()
        {
            Lane = Key, Type = Type, Fields = fields, StartedAt = began, EndedAt = parts.Time.GetUtcNow(), Expected = counts.Expected, Observed = counts.Observed, Reads = counts.Reads,
            LookedAtAgain = suspects.Count, Found = discrepancies.Count + found - suspects.Count, Drifts = discrepancies.Count(item => item.State is DiscrepancyState.Drift),
            Discrepancies = [.. discrepancies.OrderByDescending(item => item.State).ThenBy(item => item.Key, StringComparer.Ordinal)],
        };
    }

    private (TargetView<T> Target, IReadOnlyList<SourceView<T>> Sources) Views(DateTimeOffset? from)
    {
        var settings = new ViewSettings(Key.Tenant, Type, sync.Options.MostPages, from);
        return (new(target, comparison.Rule, settings), [.. sync.From.Where(name => name != target.Name).Select(name => new SourceView<T>(runtime.Connections[name], comparison.Rule, comparison.Preview, settings))]);
    }

    private static async Task<(IReadOnlyList<Suspect> Suspects, long Found)> ScanAsync(
        (TargetView<T> Target, IReadOnlyList<SourceView<T>> Sources) views, IReadOnlyList<string> fields, Counts counts, CancellationToken cancellationToken)
    {
        using var expected = new ObservationTable(fields);
        using var actual = new ObservationTable(fields);
        foreach (var (side, source) in views.Sources.Index())
        {
            await source.ScanAsync(
                (things, total) =>
                {
                    things.ToList().ForEach(thing => expected.Add(side, thing.Key, thing.Entity, thing.Fields));
                    counts.Expect(things.Count, total);
                },
                counts.Read, cancellationToken);
        }

        await views.Target.ScanAsync(
            things =>
            {
                things.ToList().ForEach(thing => actual.Add(0, thing.Key, thing.Entity, thing.Fields, expected));
                counts.Observe(things.Count);
            },
            counts.Read, cancellationToken);
        var (suspects, found) = (new List<Suspect>(), 0L);
        foreach (var suspect in ObservationTable.Differences(expected, actual))
        {
            found++;
            if (suspects.Count < Most)
            {
                suspects.Add(suspect);
            }
        }

        return (suspects, found);
    }

    /// <summary>Looks at what differed again and again; returns what differed each time.</summary>
    private async Task<IReadOnlyList<Difference>> LookAsync(
        (TargetView<T> Target, IReadOnlyList<SourceView<T>> Sources) views, IReadOnlyList<string> fields, IReadOnlyList<Suspect> suspects, Counts counts, CancellationToken cancellationToken)
    {
        var open = suspects;
        IReadOnlyList<Difference> differences = [];
        for (var look = 1; look <= Looks && open.Count > 0; look++)
        {
            if (look > 1)
            {
                await parts.Time.WaitAsync(BetweenLooks, cancellationToken);
            }

            var still = new List<Difference>();
            foreach (var chunk in open.Chunk(AtOnce))
            {
                still.AddRange(await LookOnceAsync(views, fields, chunk, counts, cancellationToken));
                counts.Look(open.Count, still.Count);
            }

            var stable = look > 1 && still.Select(item => item.Suspect.Key).SequenceEqual(differences.Select(item => item.Suspect.Key));
            (differences, open) = (still, stable ? [] : [.. still.Select(item => item.Suspect)]);
        }

        return differences;
    }

    private async Task<IReadOnlyList<Difference>> LookOnceAsync(
        (TargetView<T> Target, IReadOnlyList<SourceView<T>> Sources) views, IReadOnlyList<string> fields, IReadOnlyList<Suspect> suspects, Counts counts, CancellationToken cancellationToken)
    {
        var actual = await views.Target.ReadAsync([.. suspects.Select(suspect => suspect.Key)], counts.Read, cancellationToken);
        await comparison.Rule.CatchUpAsync(cancellationToken);
        var expected = new List<(int Side, Expectation Thing)>();
        foreach (var (side, source) in views.Sources.Index())
        {
            var wanted = suspects.Where(suspect => suspect.Side == side).Select(suspect => suspect.Source!.Value).ToList();
            expected.AddRange((await source.ReadAsync(wanted, counts.Read, cancellationToken) ?? []).Select(thing => (side, thing)));
        }

        var sources = expected.ToLookup(item => item.Thing.Key);
        return [.. suspects.Select(suspect => Difference.Of(suspect, [.. sources[suspect.Key].Select(item => (views.Sources[item.Side].Name, item.Thing))], [.. actual[suspect.Key]], fields)).OfType<Difference>()];
    }
}
