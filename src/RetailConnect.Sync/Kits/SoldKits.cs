namespace RetailConnect.Sync.Kits;

/// <summary>Finds what the kits of an order are made of: as it was when the order was first accepted, whatever became of the kit since.</summary>
internal sealed class SoldKits(KitBook book, ICrosswalk crosswalk)
{
    /// <param name="tenant">The tenant.</param>
    /// <param name="order">The order; null when it is not known, and then kits are what they are now.</param>
    /// <param name="skus">SKUs of its lines.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async ValueTask<OrderedKits> FindAsync(TenantId tenant, CanonicalId? order, IEnumerable<Sku> skus, CancellationToken cancellationToken)
    {
        if (!book.IsUsed)
        {
            return OrderedKits.None;
        }

        var scope = new CrosswalkScope(tenant, EntityType.SoldKit, ConnectionLinks.AnyConnection);
        var kits = await book.ReadAsync(cancellationToken);
        var (found, links, fault) = (new Dictionary<Sku, Composition>(), new List<CrosswalkLink>(), default(string));
        foreach (var sku in skus.Distinct())
        {
            var sold = order is { } known ? Of(known, sku) : default(CanonicalId?);
            if (sold is { } id && await crosswalk.FindExternalAsync(scope, id, cancellationToken) is { } kept)
            {
                found[sku] = Composition.Parse(kept);
            }
            else if (kits.Find(sku) is { } now)
            {
                found[sku] = now;
                links.AddRange(sold is { } fresh ? [new CrosswalkLink(scope, fresh, now.KeptFor(order!.Value), null)] : []);
            }
            else
            {
                fault ??= kits.FaultOf(sku);
            }
        }

        if (links.Count > 0)
        {
            links.Add(new(scope, new(order!.Value.Value), Composition.ListFor(order.Value, found.Keys), null));
        }

        return new(found, links, fault);
    }

    /// <summary>Returns what the kits of an order are made of; empty when it sold none.</summary>
    public async ValueTask<IReadOnlyList<Composition>> OfAsync(TenantId tenant, CanonicalId order, CancellationToken cancellationToken)
    {
        var scope = new CrosswalkScope(tenant, EntityType.SoldKit, ConnectionLinks.AnyConnection);
        var kits = new List<Composition>();
        foreach (var kit in await crosswalk.FindExternalAsync(scope, order, cancellationToken) is { } list ? Composition.ParseList(list) : [])
        {
            if (await crosswalk.FindExternalAsync(scope, Of(order, kit), cancellationToken) is { } kept)
            {
                kits.Add(Composition.Parse(kept));
            }
        }

        return kits;
    }

    private static CanonicalId Of(CanonicalId order, Sku kit) => new($"{order.Value}/{kit.Value}");

    /// <summary>True when one of some SKUs is a part of a kit.</summary>
    public async ValueTask<bool> HasPartAsync(IEnumerable<Sku> skus, CancellationToken cancellationToken)
    {
        var kits = await book.ReadAsync(cancellationToken);
        return skus.Any(sku => kits.With(sku).Any());
    }
}
