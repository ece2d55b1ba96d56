namespace RetailConnect.Sync.Customers;

/// <summary>Gives the customers of one page their places among those who share something with them, and notes who was there before one who is new.</summary>
internal sealed class LikenessPage(ICrosswalk crosswalk, TenantId tenant)
{
    private readonly LikenessBook book = new(crosswalk);
    private readonly Dictionary<(string Key, int Place), CanonicalId> taken = [];

    /// <summary>Returns what is saved with a customer.</summary>
    public async ValueTask<IReadOnlyList<CrosswalkLink>> EnterAsync(Customer customer, CanonicalId person, bool isNew, CancellationToken cancellationToken)
    {
        var links = new List<CrosswalkLink>();
        var before = new List<CanonicalId>();
        foreach (var key in LikenessKeys.Of(tenant, customer))
        {
            for (var place = 0; place < LikenessBook.MostOfKey; place++)
            {
                if (await HolderAsync(key, place, cancellationToken) is not { } holder)
                {
                    taken[(key, place)] = person;
                    links.Add(LikenessBook.Holds(tenant, key, place, person));
                    break;
                }

                if (holder == person)
                {
                    break;
                }

                before.Add(holder);
            }
        }

        return isNew ? [.. links, .. LikenessBook.Found(tenant, person, before.Distinct())] : links;
    }

    private async ValueTask<CanonicalId?> HolderAsync(string key, int place, CancellationToken cancellationToken) =>
        taken.TryGetValue((key, place), out var here) ? here
            : await book.HolderAsync(tenant, key, place, cancellationToken) is { } holder ? await crosswalk.FollowAsync(tenant, holder, cancellationToken)
            : null;
}
