using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Customers;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Erasing;

/// <inheritdoc cref="IErasures"/>
/// <remarks>The decision and the marks of the profiles are one commit, in the turn in which customers are accepted: what is accepted later is known as an erased person's. All else follows from that commit, and is repeated until it is done.</remarks>
internal sealed partial class Erasures(SyncEngine engine, EngineParts parts, ErasureKeeper keeper, ILogger<Erasures> logger) : IErasures
{
    private readonly Persons persons = new(parts);

    private IErasureStore Store => parts.Erasures ?? throw new InvalidOperationException("Nobody can be erased: the store has no IErasureStore.");

    public async ValueTask<ErasureReceipt> EraseAsync(TenantId tenant, string id, string by, CancellationToken cancellationToken)
    {
        var runtime = engine.Working(tenant);
        var turn = runtime.TurnOf(EntityType.Customer);
        CanonicalId person;
        bool isNew;
        await turn.WaitAsync(cancellationToken);
        try
        {
            person = await persons.FindAsync(tenant, id, cancellationToken) ?? throw Persons.Nobody(id, nameof(id));
            isNew = await BeginAsync(runtime, person, by, cancellationToken);
        }
        finally
        {
            turn.Release();
        }

        CallScope.Guard = runtime.Keeper.Check;
        var erasure = await keeper.RunAsync(runtime, person, cancellationToken);
        return erasure.Receipt with { WasErasedBefore = !isNew };
    }

    public async ValueTask<ErasureReceipt?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        engine.Known(tenant);
        return await persons.FindAsync(tenant, id, cancellationToken) is { } person ? (await Store.FindErasureAsync(tenant, person, cancellationToken))?.Receipt : null;
    }

    public async ValueTask<IReadOnlyList<ErasureReceipt>> ListAsync(TenantId tenant, bool open, CancellationToken cancellationToken)
    {
        engine.Known(tenant);
        return [.. (await Store.ListErasuresAsync(tenant, open, cancellationToken)).Select(erasure => erasure.Receipt)];
    }

    /// <summary>Saves the decision; false when all that the person has was decided about before.</summary>
    private async ValueTask<bool> BeginAsync(TenantRuntime runtime, CanonicalId person, string by, CancellationToken cancellationToken)
    {
        var (tenant, now) = (runtime.Tenant, parts.Time.GetUtcNow());
        var known = await Store.FindErasureAsync(tenant, person, cancellationToken);
        var all = await persons.AllAsync(tenant, person, cancellationToken);
        var profiles = await ErasureRun.ProfilesAsync(persons, tenant, all, cancellationToken);
        if (known is not null && all.Skip(1).All(known.Receipt.Merged.Contains) && profiles.All(known.Receipt.Profiles.Contains))
        {
            return false;
        }

        var waits = (await ErasureRun.ChangesAsync(Store, tenant, all, cancellationToken)).Any(kept => kept.State is null);
        var receipt = known?.Receipt ?? new() { Tenant = tenant, Person = person, By = by, AskedAt = now };
        var erasure = new Erasure(receipt with { Merged = [.. all.Skip(1)], Profiles = profiles, By = by, AskedAt = now, DoneAt = null })
        {
            // A write of the person that is under way now must not land after the connections have erased the person.
            ConnectionsFrom = waits ? now + parts.Recovery.SettleDelay : null,
        };
        await runtime.Parts.Writer.CommitAsync(new() { Erasure = erasure, Links = [.. profiles.Select(profile => ErasedProfiles.Mark(tenant, profile, person))], Unlinkings = ErasureRun.Unlinkings(tenant, all) }, CancellationToken.None);
        LogAsked(tenant, person, by);
        return true;
    }

    [LoggerMessage(2911, LogLevel.Information, "{Tenant}: the erasure of customer {Person} was decided by {By}.")]
    private partial void LogAsked(TenantId tenant, CanonicalId person, string by);
}
