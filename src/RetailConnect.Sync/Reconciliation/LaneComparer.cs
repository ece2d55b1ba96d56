using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>Compares the sources of a sync with one target.</summary>
internal interface ILaneComparer
{
    LaneKey Key { get; }

    /// <summary>When it is compared by itself; null for never.</summary>
    ComparisonTimes? Times { get; }

    /// <summary>Compares once.</summary>
    /// <param name="last">The last comparison; null when there is none.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<Comparison> CompareAsync(Comparison? last, IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken);

    /// <summary>What waits to be read back; null when nothing ever is.</summary>
    PendingProofs? Proofs { get; }

    /// <summary>Looks at single entities, as often as a comparison looks at what differed.</summary>
    /// <returns>The keys that were looked at, and what differs; since when is not said.</returns>
    Task<(IReadOnlyCollection<string> Keys, IReadOnlyList<Discrepancy> Discrepancies)> LookAtAsync(IReadOnlyList<(string Origin, ExternalId Entity)> entities, CancellationToken cancellationToken);

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
    private const int AtOnce = 2_000;
    private static readonly EntityType Type = EntityType.Of<T>();
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);
    private readonly EngineParts parts = runtime.Parts;
    private readonly Verdicts verdicts = new(new(runtime.Tenant, sync.Name, target.Name), Type, runtime.Parts);

    public LaneKey Key { get; } = new(runtime.Tenant, sync.Name, target.Name);

    public ComparisonTimes? Times { get; } = ComparisonTimes.Of(sync.Options, runtime.Definition.TimeZone);

    public PendingProofs? Proofs => comparison.Proofs;

    public async Task<Comparison> CompareAsync(Comparison? last, IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken)
    {
        Enter(CallPriority.Backfill);
        var (began, counts, found) = (parts.Time.GetUtcNow(), new Counts(Key, progress), new Findings(last));
        var from = Type.IsTransaction ? began - sync.Options.CompareBack : default(DateTimeOffset?);
        var sides = Sides(from);
        comparison.Rule.Begin(from);
        var tables = await sides.ScanAsync(counts, cancellationToken);
        using var expected = tables.Expected;
        using var actual = tables.Actual;
        foreach (var chunk in sides.Suspects(tables).Chunk(sides.AreReadByKey ? AtOnce : int.MaxValue))
        {
            counts.Look(chunk.Length);
            found.Add(await SettleAsync(sides, chunk, counts, cancellationToken), began);
        }

        found.Add(await comparison.Rule.CheckAsync(counts.Read, cancellationToken), began);

        return new()
        {
            Lane = Key, Type = Type, Fields = sides.Fields, StartedAt = began, EndedAt = parts.Time.GetUtcNow(), Expected = counts.Expected, Observed = counts.Observed, Reads = counts.Reads,
            LookedAtAgain = counts.Looked, Found = found.Count, Drifts = found.Drifts, Discrepancies = found.Kept,
        };
    }

    public async Task<(IReadOnlyCollection<string> Keys, IReadOnlyList<Discrepancy> Discrepancies)> LookAtAsync(IReadOnlyList<(string Origin, ExternalId Entity)> entities, CancellationToken cancellationToken)
    {
        Enter(CallPriority.Catalog);
        var (sides, counts) = (Sides(null), new Counts(Key, null));
        var suspects = await sides.SuspectAsync(entities, counts, cancellationToken);
        return ([.. suspects.Select(suspect => suspect.Key)], await SettleAsync(sides, suspects, counts, cancellationToken));
    }

    public RepairPlan Plan(Comparison found) => new()
    {
        Lane = Key, ComparedAt = found.EndedAt, Expected = found.Expected,
        Steps = [.. found.Discrepancies.Where(item => item.State is DiscrepancyState.Drift).Select(item => RepairRules.StepFor(item, target.Sink(Type)!))],
    };

    public Task<RepairReceipt> RepairAsync(RepairPlan plan, CancellationToken cancellationToken) => new Repairer<T>(Key, !Type.IsTransaction || target.Sink(Type) is { Amends: true } or { Proof: WriteProof.NaturalUpsert }, comparison, Sides(null).Sources).RunAsync(plan, cancellationToken);

    private void Enter(CallPriority priority)
    {
        CallScope.Sync = sync.Name;
        CallScope.Priority = priority;
        CallScope.Guard = runtime.Keeper.Check;
    }

    private BothSides<T> Sides(DateTimeOffset? from)
    {
        var settings = new ViewSettings(Key.Tenant, Type, sync.Options.MostPages, from) { Patience = new(parts) };
        return new(comparison.Rule, new(target, comparison.Rule, settings), [.. sync.From.Where(name => name != target.Name).Select(name => new SourceView<T>(runtime.Connections[name], comparison.Rule, comparison.Preview, settings))]);
    }

    /// <summary>Looks at suspects until each was found right, or twice the same; what never was is moving. What is judged to be drift is looked at once more, because a change may have arrived between its look and its verdict.</summary>
    private async Task<IReadOnlyList<Discrepancy>> SettleAsync(BothSides<T> sides, IReadOnlyList<Suspect> suspects, Counts counts, CancellationToken cancellationToken)
    {
        var (open, settled) = (suspects, new List<Difference>());
        IReadOnlyDictionary<string, Difference> before = new Dictionary<string, Difference>();
        for (var look = 1; look <= Looks && open.Count > 0; look++)
        {
            if (look > 1)
            {
                await parts.Time.WaitAsync(BetweenLooks, cancellationToken);
            }

            var seen = await sides.LookAsync(open, counts, cancellationToken);
            var same = seen.Where(item => item.IsSame(before.GetValueOrDefault(item.Suspect.Key))).ToList();
            settled.AddRange(same);
            before = seen.Except(same).ToDictionary(item => item.Suspect.Key);
            open = [.. before.Values.Select(item => item.Suspect)];
        }

        var judged = new List<(Difference Difference, Discrepancy Discrepancy)>();
        foreach (var difference in settled)
        {
            judged.Add((difference, await JudgeAsync(difference, cancellationToken)));
        }

        var drift = judged.Where(item => item.Discrepancy.State is DiscrepancyState.Drift).ToDictionary(item => item.Difference.Suspect.Key);
        var last = drift.Count == 0 ? [] : await sides.LookAsync([.. drift.Values.Select(item => item.Difference.Suspect)], counts, cancellationToken);
        return
        [
            .. judged.Where(item => item.Discrepancy.State is not DiscrepancyState.Drift).Select(item => item.Discrepancy),
            .. last.Select(item => item.IsSame(drift[item.Suspect.Key].Difference) ? drift[item.Suspect.Key].Discrepancy : Verdicts.OfMoving(item)),
            .. before.Values.Select(Verdicts.OfMoving),
        ];
    }

    private async ValueTask<Discrepancy> JudgeAsync(Difference difference, CancellationToken cancellationToken)
    {
        var judged = await verdicts.JudgeAsync(difference, cancellationToken);
        return judged.State is DiscrepancyState.Drift && await comparison.Rule.ExplainAsync(difference, cancellationToken) is { } better ? judged with { State = better.State, Reason = better.Reason } : judged;
    }
}
