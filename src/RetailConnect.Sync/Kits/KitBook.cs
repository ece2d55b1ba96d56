namespace RetailConnect.Sync.Kits;

/// <summary>Knows a tenant's kits: those of its definition, and those that the partner's source tells.</summary>
/// <remarks>Thread-safe. The source is asked again after a minute; while it fails, its last answer counts.</remarks>
internal sealed class KitBook(TenantDefinition tenant, IKitSource? source, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly KitSet configured = KitSet.Of(tenant.Kits);
    private volatile Answer? last;

    /// <summary>False when the tenant has none for certain.</summary>
    public bool IsUsed => tenant.Kits.Count > 0 || source is not null;

    /// <exception cref="ConnectorException">The source failed, and never answered before.</exception>
    public async ValueTask<KitSet> ReadAsync(CancellationToken cancellationToken)
    {
        if (source is null)
        {
            return configured;
        }

        var known = last;
        if (known is not null && time.GetElapsedTime(known.At) < Fresh)
        {
            return known.Kits;
        }

        try
        {
            var told = await source.ListAsync(tenant.Id, cancellationToken);
            known = new(KitSet.Of([.. tenant.Kits, .. told.Where(kit => tenant.Kits.All(own => own.Sku != kit.Sku))]), time.GetTimestamp());
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            known = known is null
                ? throw new ConnectorException(FaultKind.Transient, $"What the kits are made of can't be read: {fault.GetType().Name} in the source of kits.", fault) { Reason = "kits-unknown", MayHaveTakenEffect = false }
                : known with { At = time.GetTimestamp() };
        }

        last = known;
        return known.Kits;
    }

    private sealed record Answer(KitSet Kits, long At);
}
