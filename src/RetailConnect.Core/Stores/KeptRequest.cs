namespace RetailConnect;

/// <summary>Asks for envelopes that a store keeps, in the order of their ids.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Type">Their type.</param>
public sealed record KeptRequest(TenantId Tenant, EntityType Type)
{
    /// <summary>Only those of these canonical ids; null for all.</summary>
    public IReadOnlyList<CanonicalId>? Of { get; init; }

    /// <summary>Only those after this id.</summary>
    public long After { get; init; }

    /// <summary>Most that are returned.</summary>
    public int Limit { get; init; } = 500;
}
