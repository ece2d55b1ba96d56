namespace RetailConnect.Testing;

/// <summary>Finds which entities of a tenant an id stands for.</summary>
internal sealed class EntityReads(MemoryState state, TenantId tenant)
{
    /// <summary>Types whose ids stand for an entity of another type; contacts of customers are none, they are personal.</summary>
    private static readonly EntityType[] Numbers = [EntityType.OrderNumber, EntityType.DocumentNumber];

    private static readonly EntityType[] Types =
    [
        EntityType.Product, EntityType.Variant, EntityType.Location, EntityType.StockLevel, EntityType.Customer, EntityType.LoyaltyMember, EntityType.Shipment, EntityType.Payout, EntityType.Order, EntityType.Return, .. Numbers,
    ];

    /// <summary>The tenant's connections, and the one that stands for all.</summary>
    public HashSet<string> Connections { get; } =
    [
        .. state.Lanes.Keys.Where(lane => lane.Tenant == tenant).Select(lane => lane.Target), .. state.Checkpoints.Keys.Where(stream => stream.Tenant == tenant).Select(stream => stream.Connection), ConnectionLinks.AnyConnection,
    ];

    public static bool IsNumber(EntityType type) => Numbers.Contains(type);

    public static EntityType[] LinkTypes(EntityType type) => type == EntityType.Order || type == EntityType.Return ? [type, .. Numbers] : [type];

    public IReadOnlyList<EntityKey> Find(string id)
    {
        var linked = state.Links.Where(link => IsOurs(link.Key.Scope, Types) && (link.Key.External.Value == id || link.Value.Canonical.Value == id))
            .Select(link => new EntityKey(link.Key.Scope.Type, link.Value.Canonical)).ToArray();

        // A number stands for whatever has its canonical id; an entity that could not be mapped, or was never read, has no link.
        var numbered = linked.Where(entity => IsNumber(entity.Type)).Select(entity => entity.Canonical).ToHashSet();
        HashSet<CanonicalId> canonicals = [new(id), .. numbered, .. linked.Length > 0 ? [] : Connections.Select(connection => CanonicalIds.Of(connection, id))];
        var accepted = state.Envelopes.Values.Select(row => row.Envelope).Where(envelope => envelope.Lane.Tenant == tenant && canonicals.Contains(envelope.Canonical))
            .Where(envelope => envelope.Canonical.Value == id || numbered.Contains(envelope.Canonical) || envelope.Entity.Value == id || !id.Contains('/', StringComparison.Ordinal))
            .Select(envelope => new EntityKey(envelope.Type, envelope.Canonical));
        var known = Ordered(linked.Where(entity => !IsNumber(entity.Type)).Concat(accepted));
        return known.Length > 0 ? known : Ordered(Hinted(id));
    }

    public bool IsOurs(CrosswalkScope scope, EntityType[] types) => scope.Tenant == tenant && types.Contains(scope.Type) && Connections.Contains(scope.Connection);

    /// <summary>The canonical id that an id of a connection has, or will have when it is read.</summary>
    public CanonicalId CanonicalOf(EntityType type, string connection, ExternalId id) => type == EntityType.StockLevel ? new(id.Value)
        : state.Links.GetValueOrDefault((new(tenant, type, connection), id))?.Canonical ?? CanonicalIds.Of(connection, id);

    /// <summary>One webhook may be a hint for several types, of which the read finds one: hints count while nothing else is known.</summary>
    private IEnumerable<EntityKey> Hinted(string id) => state.Hints.Values.Select(row => row.Hint).Where(hint => hint.Stream.Tenant == tenant && hint.Entity?.Value == id)
        .Select(hint => new EntityKey(hint.Stream.Type, CanonicalOf(hint.Stream.Type, hint.Stream.Connection, id)));

    private static EntityKey[] Ordered(IEnumerable<EntityKey> entities) =>
        [.. entities.Distinct().OrderBy(entity => entity.Type.Name, StringComparer.Ordinal).ThenBy(entity => entity.Canonical.Value, StringComparer.Ordinal)];
}
