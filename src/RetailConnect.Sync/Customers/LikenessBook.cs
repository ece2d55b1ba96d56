namespace RetailConnect.Sync.Customers;

/// <summary>What the crosswalk keeps for the match by likeness, none of it personal: who has a key, who was found when a person was new, who are two for certain, and who was decided about.</summary>
internal sealed class LikenessBook(ICrosswalk crosswalk)
{
    private const string Keys = "key";
    private const string Candidates = "candidate";
    private const string Apart = "apart";
    private const string Decided = "decided";

    /// <summary>Persons of one key. What more share tells nobody from another.</summary>
    public const int MostOfKey = 12;

    /// <summary>Returns who has a key at a place of it.</summary>
    public ValueTask<CanonicalId?> HolderAsync(TenantId tenant, string key, int place, CancellationToken cancellationToken) => crosswalk.FindCanonicalAsync(Scope(tenant, Keys), PlaceOf(key, place), cancellationToken);

    public static CrosswalkLink Holds(TenantId tenant, string key, int place, CanonicalId person) => new(Scope(tenant, Keys), person, PlaceOf(key, place), null);

    public static IEnumerable<CrosswalkLink> Found(TenantId tenant, CanonicalId person, IEnumerable<CanonicalId> candidates) =>
        candidates.Select((candidate, place) => new CrosswalkLink(Scope(tenant, Candidates), candidate, PlaceOf(person.Value, place), null));

    public static CrosswalkLink AreTwo(TenantId tenant, CanonicalId one, CanonicalId other) => new(Scope(tenant, Apart), one, PairOf(one, other), null);

    public static CrosswalkLink IsDecided(TenantId tenant, CanonicalId person) => new(Scope(tenant, Decided), person, person.Value, null);

    /// <summary>Returns who a new person may be: those who were found when it was new, as the persons they are by now, less those of whom somebody said that they are two. Empty once it was decided that the person is new.</summary>
    public async ValueTask<IReadOnlyList<CanonicalId>> OpenAsync(TenantId tenant, CanonicalId person, CancellationToken cancellationToken)
    {
        var open = new List<CanonicalId>();
        for (var place = 0; await crosswalk.FindCanonicalAsync(Scope(tenant, Candidates), PlaceOf(person.Value, place), cancellationToken) is { } found; place++)
        {
            if (place == 0 && await crosswalk.FindCanonicalAsync(Scope(tenant, Decided), person.Value, cancellationToken) is not null)
            {
                return [];
            }

            var candidate = await crosswalk.FollowAsync(tenant, found, cancellationToken);
            if (candidate != person && !open.Contains(candidate) && !await AreApartAsync(tenant, person, found, cancellationToken) && !await AreApartAsync(tenant, person, candidate, cancellationToken))
            {
                open.Add(candidate);
            }
        }

        return open;
    }

    private async ValueTask<bool> AreApartAsync(TenantId tenant, CanonicalId one, CanonicalId other, CancellationToken cancellationToken) =>
        await crosswalk.FindCanonicalAsync(Scope(tenant, Apart), PairOf(one, other), cancellationToken) is not null;

    private static ExternalId PlaceOf(string key, int place) => new($"{key}/{place}");

    private static ExternalId PairOf(CanonicalId one, CanonicalId other) => new(string.CompareOrdinal(one.Value, other.Value) < 0 ? $"{one}|{other}" : $"{other}|{one}");

    private static CrosswalkScope Scope(TenantId tenant, string kind) => new(tenant, EntityType.CustomerLikeness, kind);
}
