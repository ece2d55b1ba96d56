using System.Data.Common;
using Dapper;

namespace RetailConnect.Storage.Relational;

/// <summary>Reads what is known of single entities; it needs no right to write, and no store that is open.</summary>
/// <param name="dialect">The database; it stays the caller's.</param>
/// <remarks>Thread-safe. No body is read.</remarks>
public sealed class RelationalHistory(Dialect dialect) : IEntityHistory
{
    private static readonly string[] Documents = [EntityType.Order.Name, EntityType.Return.Name];

    /// <summary>Types whose ids stand for an entity of another type; contacts of customers are none, they are personal.</summary>
    private static readonly string[] Numbers = [EntityType.OrderNumber.Name, EntityType.DocumentNumber.Name];

    private static readonly string[] Types =
    [
        EntityType.Product.Name, EntityType.Variant.Name, EntityType.Location.Name, EntityType.StockLevel.Name, EntityType.Customer.Name, EntityType.LoyaltyMember.Name, EntityType.Shipment.Name, EntityType.Payout.Name, .. Documents, .. Numbers,
    ];

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<EntityKey>> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) => Read<IReadOnlyList<EntityKey>>(connection =>
    {
        var connections = Connections(connection, tenant);
        var values = new { Tenant = tenant.Value, Id = dialect.Keep(id), Types, Connections = connections };
        var linked = connection.Query<(string Type, string Canonical)>(
            $"""
            SELECT type, canonical FROM crosswalk
            WHERE tenant = @Tenant AND type {dialect.OneOf("@Types")} AND connection {dialect.OneOf("@Connections")} AND (external = @Id OR canonical = @Id)
            """,
            values).ToList();

        // A number stands for whatever has its canonical id; an entity that could not be mapped, or was never read, has no link.
        var numbered = linked.Where(row => Numbers.Contains(row.Type)).Select(row => row.Canonical).ToHashSet();
        string[] canonicals = [values.Id, .. numbered, .. linked.Count > 0 ? [] : connections.Select(name => dialect.Keep(CanonicalIds.Of(name, id).Value))];
        var accepted = Accepted(connection, tenant, canonicals)
            .Where(row => row.Canonical == values.Id || numbered.Contains(row.Canonical) || row.Entity == values.Id || !id.Contains('/', StringComparison.Ordinal)).Select(row => (row.Type, row.Canonical));
        var known = linked.Where(row => !Numbers.Contains(row.Type)).Concat(accepted).Distinct().Order().ToList();
        if (known.Count == 0)
        {
            // One webhook may be a hint for several types, of which the read finds one: hints count while nothing else is known.
            known = [.. connection.Query<(string Type, string Connection)>("SELECT DISTINCT type, connection FROM hint WHERE entity = @Id AND tenant = @Tenant", values)
                .Select(row => (row.Type, Canonical: Canonical(connection, tenant, row.Type, row.Connection, id))).Distinct().Order()];
        }

        return [.. known.Select(row => new EntityKey(new(row.Type), new(row.Canonical)))];
    });

    /// <inheritdoc />
    public ValueTask<EntityHistory> LoadAsync(TenantId tenant, EntityKey entity, string asked, int most, CancellationToken cancellationToken) => Read(connection =>
    {
        var links = Links(connection, tenant, entity);
        var envelopes = HistoryRows.Envelopes(dialect, connection, tenant, entity, most + 1);
        var ids = links.Where(link => link.Type == entity.Type).Select(link => (link.Connection, link.External)).Concat(envelopes.Select(envelope => (envelope.Origin, Entity: envelope.Entity))).Distinct().ToList();
        var hints = Hints(connection, tenant, entity, ids, asked, most + 1);
        return new EntityHistory
        {
            Links = links, Hints = [.. hints.TakeLast(most)], Envelopes = [.. envelopes.TakeLast(most)], Booking = Booking(connection, tenant, entity),
            Related = Related(connection, tenant, entity, links, envelopes), IsCut = hints.Count > most || envelopes.Count > most,
        };
    });

    /// <summary>The tenant's connections, from the small tables that name them, and the one that stands for all.</summary>
    private static string[] Connections(DbConnection connection, TenantId tenant) =>
    [
        .. connection.Query<string>("SELECT target FROM lane WHERE tenant = @Tenant UNION SELECT connection FROM checkpoint WHERE tenant = @Tenant", new { Tenant = tenant.Value }),
        ConnectionLinks.AnyConnection,
    ];

    private List<(string Type, string Canonical, string Entity)> Accepted(DbConnection connection, TenantId tenant, string[] canonicals) =>
    [
        .. connection.Query<(string Type, string Canonical, string Entity)>(
            $"SELECT DISTINCT i.type, i.canonical, i.entity FROM inbox i JOIN lane l ON l.id = i.lane WHERE i.canonical {dialect.OneOf("@Ids")} AND l.tenant = @Tenant",
            new { Tenant = tenant.Value, Ids = canonicals }),
    ];

    private string Canonical(DbConnection connection, TenantId tenant, string type, string name, string id) => type == EntityType.StockLevel.Name ? id : connection.QueryFirstOrDefault<string?>(
        "SELECT canonical FROM crosswalk WHERE tenant = @Tenant AND type = @Type AND connection = @Name AND external = @Id",
        new { Tenant = tenant.Value, Type = type, Name = name, Id = dialect.Keep(id) }) ?? CanonicalIds.Of(name, id).Value;

    private List<SavedLink> Links(DbConnection connection, TenantId tenant, EntityKey entity)
    {
        string[] types = Documents.Contains(entity.Type.Name) ? [entity.Type.Name, .. Numbers] : [entity.Type.Name];
        var rows = connection.Query<(string Type, string Connection, string External, long LinkedAt)>(
            $"""
            SELECT type, connection, external, linked_at FROM crosswalk
            WHERE tenant = @Tenant AND type {dialect.OneOf("@Types")} AND connection {dialect.OneOf("@Connections")} AND canonical = @Canonical ORDER BY linked_at, connection, type, external
            """,
            new { Tenant = tenant.Value, Types = types, Connections = Connections(connection, tenant), Canonical = dialect.Keep(entity.Canonical.Value) });
        return [.. rows.Select(row => new SavedLink(new(row.Type), row.Connection, row.External, Ticks.ToTime(row.LinkedAt)))];
    }

    /// <summary>Hints that name the entity by an id that a system has for it, or, before it was ever read, by the one that was asked for.</summary>
    private List<SavedHint> Hints(DbConnection connection, TenantId tenant, EntityKey entity, List<(string Connection, ExternalId Id)> ids, string asked, int most)
    {
        var rows = connection.Query<(string Connection, string Entity, long ReceivedAt, long? ReadAt)>(
            $"SELECT connection, entity, received_at, read_at FROM hint WHERE entity {dialect.OneOf("@Ids")} AND tenant = @Tenant AND type = @Type ORDER BY id DESC LIMIT @Most",
            new { Tenant = tenant.Value, Type = entity.Type.Name, Ids = ids.Select(id => id.Id.Value).Append(asked).Append(entity.Canonical.Value).Select(dialect.Keep).Distinct().ToArray(), Most = most });
        return
        [
            .. rows.Where(row => ids.Contains((row.Connection, row.Entity)) || entity.Type == EntityType.StockLevel || Canonical(connection, tenant, entity.Type.Name, row.Connection, row.Entity) == entity.Canonical.Value)
                .Reverse().Select(row => new SavedHint(row.Connection, row.Entity, Ticks.ToTime(row.ReceivedAt), row.ReadAt is { } read ? Ticks.ToTime(read) : null)),
        ];
    }

    private SavedBooking? Booking(DbConnection connection, TenantId tenant, EntityKey entity)
    {
        var row = connection.QuerySingle<(long Entries, long? OpenedAt, long Open, long? ClosedAt)>(
            "SELECT COUNT(*), MIN(opened_at), COUNT(CASE WHEN closed_at IS NULL THEN 1 END), MAX(closed_at) FROM ledger WHERE tenant = @Tenant AND document = @Document",
            new { Tenant = tenant.Value, Document = dialect.Keep($"{entity.Type}:{entity.Canonical}") });
        return row.OpenedAt is { } opened ? new(row.Entries, Ticks.ToTime(opened), row.Open == 0 && row.ClosedAt is { } closed ? Ticks.ToTime(closed) : null) : null;
    }

    /// <summary>A return is kept in order with its order, under the order's id in the same channel or its number.</summary>
    private IReadOnlyList<EntityKey> Related(DbConnection connection, TenantId tenant, EntityKey entity, List<SavedLink> links, List<SavedEnvelope> envelopes)
    {
        if (entity.Type == EntityType.Return)
        {
            var rows = connection.Query<(string Origin, string OrderKey)>(
                "SELECT DISTINCT i.origin, i.order_key FROM inbox i JOIN lane l ON l.id = i.lane WHERE i.canonical = @Canonical AND i.type = @Type AND l.tenant = @Tenant AND i.order_key <> i.canonical",
                new { Tenant = tenant.Value, Type = entity.Type.Name, Canonical = dialect.Keep(entity.Canonical.Value) }).ToList();
            return [.. rows.Select(row => OrderOf(connection, tenant, row.Origin, row.OrderKey)).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(order => new EntityKey(EntityType.Order, new(order)))];
        }

        if (entity.Type != EntityType.Order)
        {
            return [];
        }

        var keys = links.Where(link => !Numbers.Contains(link.Type.Name) || link.Type == EntityType.OrderNumber).Select(link => link.External.Value).Concat(envelopes.Select(envelope => envelope.Entity.Value));
        var returns = connection.Query<(string Canonical, string Origin, string OrderKey)>(
            $"""
            SELECT DISTINCT i.canonical, i.origin, i.order_key FROM inbox i JOIN lane l ON l.id = i.lane
            WHERE i.order_key {dialect.OneOf("@Keys")} AND i.order_key <> i.canonical AND i.type = @Type AND l.tenant = @Tenant ORDER BY i.canonical
            """,
            new { Tenant = tenant.Value, Type = EntityType.Return.Name, Keys = keys.Select(dialect.Keep).Distinct().ToArray() }).ToList();
        return
        [
            .. returns.Where(row => OrderOf(connection, tenant, row.Origin, row.OrderKey) == entity.Canonical.Value).Select(row => new EntityKey(EntityType.Return, new(row.Canonical))).Distinct(),
        ];
    }

    private static string? OrderOf(DbConnection connection, TenantId tenant, string origin, string key) => connection.QueryFirstOrDefault<string?>(
        """
        SELECT canonical FROM crosswalk
        WHERE tenant = @Tenant AND external = @Key AND ((type = @Order AND connection = @Origin) OR (type = @Number AND connection = @Any)) ORDER BY CASE WHEN type = @Order THEN 0 ELSE 1 END LIMIT 1
        """,
        new { Tenant = tenant.Value, Key = key, Origin = origin, Order = EntityType.Order.Name, Number = EntityType.OrderNumber.Name, Any = ConnectionLinks.AnyConnection });

    private ValueTask<T> Read<T>(Func<DbConnection, T> read)
    {
        try
        {
            using var connection = dialect.OpenReader();
            return new(read(connection));
        }
        catch (DbException exception)
        {
            return ValueTask.FromException<T>(dialect.Explain(exception));
        }
    }
}
