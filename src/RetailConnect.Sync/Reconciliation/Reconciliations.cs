using RetailConnect.Sync.Alerts;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <inheritdoc cref="IReconciliation"/>
internal sealed class Reconciliations(SyncEngine engine, DriftBoard drift, EngineParts parts) : IReconciliation
{
    private const int AlwaysAllowed = 20;

    public IReadOnlyList<LaneKey> Lanes(TenantId tenant) => [.. engine.Known(tenant).Comparers.Select(comparer => comparer.Key)];

    public async Task<Comparison> CompareAsync(LaneKey lane, IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken)
    {
        var (runtime, comparer) = Find(lane);
        return await drift.CompareAsync(Working(runtime), comparer, progress, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<Comparison>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        engine.Known(tenant);
        return parts.Comparisons is { } comparisons ? await comparisons.ListComparisonsAsync(tenant, cancellationToken) : [];
    }

    public RepairPlan Plan(Comparison comparison) => Find(comparison.Lane).Comparer.Plan(comparison);

    public async Task<RepairReceipt> RepairAsync(RepairPlan plan, CancellationToken cancellationToken)
    {
        var (runtime, comparer) = Find(plan.Lane);
        var newest = (await ListAsync(plan.Lane.Tenant, cancellationToken)).FirstOrDefault(comparison => comparison.Lane == plan.Lane);
        if (newest?.EndedAt > plan.ComparedAt)
        {
            throw new InvalidOperationException($"{plan.Lane} was compared again at {newest.EndedAt:u}; plan the repair anew from that comparison.");
        }

        var most = runtime.Definition.Syncs.First(sync => sync.Name == plan.Lane.Sync).Options.MostRepaired;
        var writes = plan.Steps.Count(step => step.Action is RepairAction.WriteAgain);
        if (writes > AlwaysAllowed && writes > plan.Expected * most && !plan.AllowsMany)
        {
            throw new InvalidOperationException($"The plan would write {writes} of {plan.Expected} in '{plan.Lane.Target}', more than MostRepaired ({most:P0}) allows. Look at it again; if all of it is meant, set AllowsMany.");
        }

        CallScope.Sync = plan.Lane.Sync;
        CallScope.Guard = Working(runtime).Keeper.Check;
        var receipt = await comparer.RepairAsync(plan, cancellationToken);
        runtime.Wake(lanes: true);
        return receipt;
    }

    private (TenantRuntime Runtime, ILaneComparer Comparer) Find(LaneKey lane)
    {
        var runtime = engine.Known(lane.Tenant);
        return runtime.Comparers.FirstOrDefault(comparer => comparer.Key == lane) is { } found
            ? (runtime, found)
            : throw new ArgumentException($"{lane} can't be compared: there is no such lane, or its target can't show what it holds. Compared can be: {string.Join(", ", runtime.Comparers.Select(comparer => comparer.Key.ToString()).Order())}.", nameof(lane));
    }

    private static TenantRuntime Working(TenantRuntime runtime) => runtime.Ready
        ? runtime
        : throw new ConnectorException(FaultKind.Transient, $"This host does not work for '{runtime.Tenant}' yet: its connections are not ready, or another host has its lease.") { MayHaveTakenEffect = false };
}
