namespace RetailConnect.Sync.Erasing;

/// <summary>Marks of profiles whose person was erased. A mark stays for good, so that what is heard late of a profile is known by it, unless a new order of the profile lifts it.</summary>
internal static class ErasedProfiles
{
    /// <summary>What a mark points to that was lifted.</summary>
    private static readonly CanonicalId Lifted = new("*");

    /// <summary>Returns whose profile it was; null when nobody erased its person, or the person came back since.</summary>
    public static async ValueTask<CanonicalId?> ErasedAsync(this ICrosswalk crosswalk, TenantId tenant, string connection, ExternalId profile, CancellationToken cancellationToken) =>
        await crosswalk.FindCanonicalAsync(Scope(tenant, connection), profile, cancellationToken) is { } person && person != Lifted ? person : null;

    public static CrosswalkLink Mark(TenantId tenant, ErasedProfile profile, CanonicalId person) => new(Scope(tenant, profile.Connection), person, profile.Id, null);

    public static CrosswalkLink Lift(TenantId tenant, string connection, ExternalId profile) => new(Scope(tenant, connection), Lifted, profile, null);

    private static CrosswalkScope Scope(TenantId tenant, string connection) => new(tenant, EntityType.CustomerErasure, connection);
}
