namespace RetailConnect.Sync.Erasing;

/// <summary>Marks of profiles whose person was erased. A mark stays for good: what is heard late of a profile is known by it.</summary>
internal static class ErasedProfiles
{
    /// <summary>Returns whose profile it was; null when nobody erased its person.</summary>
    public static ValueTask<CanonicalId?> ErasedAsync(this ICrosswalk crosswalk, TenantId tenant, string connection, ExternalId profile, CancellationToken cancellationToken) =>
        crosswalk.FindCanonicalAsync(Scope(tenant, connection), profile, cancellationToken);

    public static CrosswalkLink Mark(TenantId tenant, ErasedProfile profile, CanonicalId person) => new(Scope(tenant, profile.Connection), person, profile.Id, null);

    private static CrosswalkScope Scope(TenantId tenant, string connection) => new(tenant, EntityType.CustomerErasure, connection);
}
