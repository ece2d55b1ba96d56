namespace RetailConnect.Sync.Reconciliation;

/// <summary>How both sides of a comparison are read.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Type">Canonical type.</param>
/// <param name="MostPages">Pages after which a read is taken to be endless.</param>
/// <param name="From">Documents before it are not wanted; null wants all.</param>
internal sealed record ViewSettings(TenantId Tenant, EntityType Type, int MostPages, DateTimeOffset? From)
{
    /// <summary>Pages are as large as the vendor allows: nothing is saved with them.</summary>
    public const int PageSize = 20_000;

    /// <summary>Asks again when a system was busy or away.</summary>
    public required Patience Patience { get; init; }

    public StreamKey Stream(string connection) => new(Tenant, connection, Type);
}
