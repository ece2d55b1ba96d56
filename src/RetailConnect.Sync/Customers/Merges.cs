namespace RetailConnect.Sync.Customers;

/// <summary>Which person took the place of another one: a link of the tenant as a whole, and one for each profile that says whose it was first.</summary>
internal static class Merges
{
    /// <summary>A merge into a merged person is followed so far; a circle can't be made.</summary>
    private const int Longest = 32;

    /// <summary>Returns the person who stays.</summary>
    public static async ValueTask<CanonicalId> FollowAsync(this ICrosswalk crosswalk, TenantId tenant, CanonicalId person, CancellationToken cancellationToken)
    {
        for (var steps = 0; steps < Longest; steps++)
        {
            if (await crosswalk.IntoAsync(tenant, person, cancellationToken) is not { } next || next == person)
            {
                return person;
            }

            person = next;
        }

        return person;
    }

    /// <summary>Returns who of those that were merged into somebody directly brought a person; null when that person did not end there.</summary>
    public static async ValueTask<CanonicalId?> BelowAsync(this ICrosswalk crosswalk, TenantId tenant, CanonicalId person, CanonicalId stayed, CancellationToken cancellationToken)
    {
        for (var steps = 0; steps < Longest; steps++)
        {
            if (await crosswalk.IntoAsync(tenant, person, cancellationToken) is not { } next || next == person)
            {
                return null;
            }

            if (next == stayed)
            {
                return person;
            }

            person = next;
        }

        return null;
    }

    /// <summary>Returns who a person was merged into; itself when that was taken back, null when it never was.</summary>
    public static ValueTask<CanonicalId?> IntoAsync(this ICrosswalk crosswalk, TenantId tenant, CanonicalId person, CancellationToken cancellationToken) =>
        crosswalk.FindCanonicalAsync(Scope(tenant, ConnectionLinks.AnyConnection), person.Value, cancellationToken);

    /// <summary>Returns whose a profile was before it was moved for the first time; null when it never was.</summary>
    public static ValueTask<CanonicalId?> FormerAsync(this ICrosswalk crosswalk, TenantId tenant, string connection, ExternalId profile, CancellationToken cancellationToken) =>
        crosswalk.FindCanonicalAsync(Scope(tenant, connection), profile, cancellationToken);

    public static CrosswalkLink Into(TenantId tenant, CanonicalId person, CanonicalId into) => new(Scope(tenant, ConnectionLinks.AnyConnection), into, person.Value, null);

    public static CrosswalkLink Was(TenantId tenant, SavedLink profile, CanonicalId person) => Was(tenant, profile.Connection, profile.External, person);

    public static CrosswalkLink Was(TenantId tenant, string connection, ExternalId profile, CanonicalId person) => new(Scope(tenant, connection), person, profile, null);

    private static CrosswalkScope Scope(TenantId tenant, string connection) => new(tenant, EntityType.CustomerMerge, connection);
}
