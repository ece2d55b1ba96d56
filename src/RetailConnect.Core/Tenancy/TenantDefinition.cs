namespace RetailConnect;

/// <summary>A tenant with its connections and syncs: plain data.</summary>
/// <param name="Id">The tenant.</param>
/// <param name="Connections">Its connections.</param>
/// <param name="Syncs">Its syncs.</param>
/// <param name="Locations">Locations that are linked by the settings rather than by code or name: (connection, external id, code).</param>
public sealed record TenantDefinition(TenantId Id, IReadOnlyList<ConnectionDefinition> Connections, IReadOnlyList<SyncDefinition> Syncs, IReadOnlyList<LocationMapping> Locations)
{
    /// <summary>What is sold as one and made of other goods; empty when an <see cref="IKitSource"/> tells it, or there is nothing of the kind.</summary>
    public IReadOnlyList<Kit> Kits { get; init; } = [];

    /// <summary>Time zone of the retailer's business: what is planned for a local time or day happens by its clocks. Default UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;
}
