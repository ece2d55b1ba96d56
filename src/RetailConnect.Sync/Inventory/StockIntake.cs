using System.Globalization;
using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Kits;

namespace RetailConnect.Sync.Inventory;

/// <summary>Accepts stock levels of the ERP. Each picture counts, even when the ERP's figures did not move: the channels' unposted sales did. What is offered by several figures, as a kit is, is looked at again with each of them.</summary>
internal sealed class StockIntake(KitBook book, IReadOnlyList<LocationGroup> groups, ICrosswalk crosswalk) : IntakeRule<StockLevel>
{
    public override async ValueTask<IReadOnlyList<Intake<StockLevel>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<StockLevel>> changes, CancellationToken cancellationToken)
    {
        var kits = book.IsUsed ? await book.ReadAsync(cancellationToken) : null;
        var (own, derived) = (new List<Intake<StockLevel>>(changes.Count), new Dictionary<ExternalId, Change<StockLevel>>());
        foreach (var change in changes)
        {
            if (kits is not null && StockLevel.Split(change.Entity) is { } place && kits.IsKit(place.Sku))
            {
                // An ERP that shows stock of a kit shows nothing that could be sold: its parts are asked.
                derived[change.Entity] = Derived(change, place.Sku, place.Location, context.Now);
                continue;
            }

            own.Add(new(change, new CanonicalId(change.Entity.Value)));
            if (change.Value is { } level)
            {
                var locations = await SharedByAsync(context, level.Location, cancellationToken);
                foreach (var (sku, location) in OfferedBy(level, kits, locations).Where(offered => offered != (level.Sku, level.Location)))
                {
                    derived[StockLevel.IdOf(sku, location)] = Derived(change, sku, location, level.ObservedAt);
                }
            }
        }

        // A level that is in the page itself is looked at anyway.
        own.Where(intake => intake.Change.Value is not null).ToList().ForEach(intake => derived.Remove(intake.Change.Entity));
        return [.. own, .. derived.Select(pair => new Intake<StockLevel>(pair.Value, new CanonicalId(pair.Key.Value)))];
    }

    public override string Salt(StockLevel value) => value.ObservedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a level has a part in: the variant and its kits, at its place and where that place is one of several.</summary>
    private static IEnumerable<(Sku Sku, ExternalId Location)> OfferedBy(StockLevel level, KitSet? kits, IReadOnlyList<ExternalId> locations) =>
        from sku in (kits?.With(level.Sku).Select(kit => kit.Kit) ?? []).Prepend(level.Sku) from location in locations select (sku, location);

    /// <summary>Returns a location with those that offer what it has, by their ids in the ERP.</summary>
    private async ValueTask<IReadOnlyList<ExternalId>> SharedByAsync(IntakeContext context, ExternalId location, CancellationToken cancellationToken)
    {
        var scope = new CrosswalkScope(context.Tenant, EntityType.Location, context.Connection);
        var locations = new List<ExternalId> { location };
        if (groups.Count > 0 && await crosswalk.FindCanonicalAsync(scope, location, cancellationToken) is { } code)
        {
            foreach (var group in groups.Where(group => group.Sources.Contains(code.Value)))
            {
                locations.AddRange(await crosswalk.FindExternalAsync(scope, new(group.Location), cancellationToken) is { } there ? [there] : []);
            }
        }

        return [.. locations.Distinct()];
    }

    /// <summary>A level without figures; the writer finds them.</summary>
    private static Change<StockLevel> Derived(Change<StockLevel> cause, Sku sku, ExternalId location, DateTimeOffset observedAt) =>
        Change.Upserted(StockLevel.IdOf(sku, location), cause.Version, new StockLevel { Sku = sku, Location = location, Available = Quantity.Zero, ObservedAt = observedAt }) with { ModifiedAt = cause.ModifiedAt };
}
