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

    /// <summary>What waits to be read back; null when nothing ever is.</summary>
    PendingProofs? Proofs { get; }

    /// <summary>Looks at single entities, as often as a comparison looks at what differed.</summary>
    /// <returns>The keys that were looked at, and what differs.</returns>
    Task<(IReadOnlyCollection<string> Keys, IReadOnlyList<Discrepancy> Discrepancies)> LookAtAsync(IReadOnlyList<(string Origin, ExternalId Entity)> entities, Comparison? last, CancellationToken cancellationToken);

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

    public PendingProofs? Proofs => comparison.Proofs;

    public async Task<Comparison> CompareAsync(Comparison? last, IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref running, 1) == 1)
        {
            throw new InvalidOperationException($"{Key} is being compared already.");
        }

        try
        {
            Enter(CallPriority.Backfill);
            return await RunAsync(last, progress, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref running, 0);
        }
    }

    public async Task<(IReadOnlyCollection<string> Keys, IReadOnlyList<Discrepancy> Discrepancies)> LookAtAsync(IReadOnlyList<(string Origin, ExternalId Entity)> entities, Comparison? last, CancellationToken cancellationToken)
    {
        Enter(CallPriority.Catalog);
        var (sides, counts, began) = (Sides(null), new Counts(Key, null), parts.Time.GetUtcNow());
        var suspects = await sides.SuspectAsync(entities, counts, cancellationToken);
        var open = await LookAsync(sides, suspects, counts, cancellationToken);
        return ([.. suspects.Select(suspect => suspect.Key)], await JudgeAsync(open, last, began, cancellationToken));
    }

    public RepairPlan Plan(Comparison found) => new()
    {
        Lane = Key, ComparedAt = found.EndedAt, Expected = found.Expected,
        Steps = [.. found.Discrepancies.Where(item => item.State is DiscrepancyState.Drift).Select(item => RepairRules.StepFor(item, target.Sink(Type)!))],
    };

    public Task<RepairReceipt> RepairAsync(RepairPlan plan, CancellationToken cancellationToken) => new Repairer<T>(Key, comparison, Sides(null).Sources).RunAsync(plan, cancellationToken);

    private async Task<Comparison> RunAsync(Comparison? last, IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken)
    {
        var began = parts.Time.GetUtcNow();
        var counts = new Counts(Key, progress);
        var sides = Sides(Type.IsTransaction ? began - sync.Options.CompareBack : null);
        var (suspects, found) = await sides.ScanAsync(Most, counts, cancellationToken);
        var open = await LookAsync(sides, suspects, counts, cancellationToken);
        var discrepancies = await JudgeAsync(open, last, began, cancellationToken);
        return new()
        {
            Lane = Key, Type = Type, Fields = sides.Fields, StartedAt = began, EndedAt = parts.Time.GetUtcNow(), Expected = counts.Expected, Observed = counts.Observed, Reads = counts.Reads,
            LookedAtAgain = suspects.Count, Found = discrepancies.Count + found - suspects.Count, Drifts = discrepancies.Count(item => item.State is DiscrepancyState.Drift),
            Discrepancies = discrepancies,
        };
    }

    private void Enter(CallPriority priority)
    {
        CallScope.Sync = sync.Name;
        CallScope.Priority = priority;
        CallScope.Guard = runtime.Keeper.Check;
    }

    private async Task<IReadOnlyList<Discrepancy>> JudgeAsync(IReadOnlyList<Difference> differences, Comparison? last, DateTimeOffset began, CancellationToken cancellationToken)
    {
        var since = last?.Discrepancies.ToDictionary(item => (item.Key, item.Kind), item => item.FirstSeenAt) ?? [];
        var discrepancies = new List<Discrepancy>();
        foreach (var difference in differences)
        {
            var judged = await verdicts.JudgeAsync(difference, cancellationToken);
            discrepancies.Add(judged with { FirstSeenAt = since.TryGetValue((judged.Key, judged.Kind), out var first) ? first : began });
        }

        return [.. discrepancies.OrderByDescending(item => item.State).ThenBy(item => item.Key, StringComparer.Ordinal)];
    }

    private BothSides<T> Sides(DateTimeOffset? from)
    {
        var settings = new ViewSettings(Key.Tenant, Type, sync.Options.MostPages, from) { Patience = new(parts) };
        return new(comparison.Rule, new(target, comparison.Rule, settings), [.. sync.From.Where(name => name != target.Name).Select(name => new SourceView<T>(runtime.Connections[name], comparison.Rule, comparison.Preview, settings))]);
    }

    /// <summary>Looks at what differed again and again; returns what differed each time.</summary>
    private async Task<IReadOnlyList<Difference>> LookAsync(BothSides<T> sides, IReadOnlyList<Suspect> suspects, Counts counts, CancellationToken cancellationToken)
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
            foreach (var chunk in open.Chunk(sides.AreReadByKey ? AtOnce : int.MaxValue))
            {
                still.AddRange(await sides.LookAsync(chunk, counts, cancellationToken));
                counts.Look(open.Count, still.Count);
            }

            var stable = look > 1 && still.Count == differences.Count && still.Zip(differences).All(pair => pair.First.IsSame(pair.Second));
            (differences, open) = (still, stable ? [] : [.. still.Select(item => item.Suspect)]);
        }

        return differences;
    }
}
