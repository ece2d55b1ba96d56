namespace RetailConnect;

/// <summary>Compares both sides of a sync without a cursor, and repairs what drifted apart by a plan that a person has seen.</summary>
/// <remarks>Thread-safe. Only the host that works for the tenant compares and repairs. Reading both sides has the lowest priority in the vendors' budgets.</remarks>
public interface IReconciliation
{
    /// <summary>The lanes whose target can show what it holds.</summary>
    IReadOnlyList<LaneKey> Lanes(TenantId tenant);

    /// <summary>Compares the sources of a lane with its target, and saves what was found in the place of the last comparison.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="progress">Hears of each page; null for nobody.</param>
    /// <param name="cancellationToken">Stops it; nothing is saved then.</param>
    /// <exception cref="ArgumentException">There is no such lane, or its target can't show what it holds.</exception>
    /// <exception cref="InvalidOperationException">The lane is being compared already.</exception>
    /// <exception cref="ConnectorException">A system refused or failed, or this host does not work for the tenant.</exception>
    /// <exception cref="StoreException">The store is unavailable, or another host works for the tenant by now; what was found is lost.</exception>
    Task<Comparison> CompareAsync(LaneKey lane, IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Returns the last comparison of each lane of a tenant that was ever compared.</summary>
    ValueTask<IReadOnlyList<Comparison>> ListAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Says what a repair of a comparison's drift would do. Nothing is read or written.</summary>
    /// <exception cref="ArgumentException">There is no such lane.</exception>
    RepairPlan Plan(Comparison comparison);

    /// <summary>Carries out a plan, as it is: its changes wait for their delivery when this returns. A plan that is carried out twice has one effect.</summary>
    /// <exception cref="ArgumentException">There is no such lane, or a step to be written names no source of it; nothing was queued.</exception>
    /// <exception cref="InvalidOperationException">The plan is older than the last comparison, or writes more than <see cref="SyncOptions.MostRepaired"/> and does not say that this is meant.</exception>
    /// <exception cref="ConnectorException">A source refused or failed, or this host does not work for the tenant; what was queued until then stays, and the plan can be carried out again.</exception>
    Task<RepairReceipt> RepairAsync(RepairPlan plan, CancellationToken cancellationToken);
}
