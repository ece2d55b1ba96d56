namespace RetailConnect;

/// <summary>Some of a tenant's dead letters; what is not said is not asked for, so a selection of nothing but the tenant has them all.</summary>
/// <param name="Tenant">The tenant.</param>
public sealed record DeadLetterSelection(TenantId Tenant)
{
    /// <summary>Only those with this reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Only those of this sync.</summary>
    public string? Sync { get; init; }

    /// <summary>Only those on their way to this connection.</summary>
    public string? Target { get; init; }

    /// <summary>Only those up to this id.</summary>
    public long? Until { get; init; }

    /// <summary>True when the selection has a group of one lane.</summary>
    public bool Covers(DeadLetterGroup group) =>
        group.Tenant == Tenant && (Reason ?? group.Reason) == group.Reason && (Sync ?? group.Lane?.Sync) == group.Lane?.Sync && (Target ?? group.Lane?.Target) == group.Lane?.Target;
}
