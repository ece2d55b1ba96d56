namespace RetailConnect;

/// <summary>The crosswalk as one connection sees it.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class ConnectionLinks(ConnectionContext connection, ICrosswalk crosswalk)
{
    /// <summary>Stands for "all connections" in the scope of links that belong to the tenant as a whole, such as order numbers.</summary>
    public const string AnyConnection = "*";

    /// <summary>Returns this connection's id of an entity; null when it was never linked.</summary>
    public ValueTask<ExternalId?> FindAsync(EntityType type, CanonicalId id, CancellationToken cancellationToken) =>
        crosswalk.FindExternalAsync(new(connection.Tenant, type, connection.Name), id, cancellationToken);

    /// <summary>Returns this connection's id of an entity that another connection names; null when one of the two was never linked.</summary>
    public async ValueTask<ExternalId?> TranslateAsync(EntityType type, string origin, ExternalId id, CancellationToken cancellationToken) =>
        await CanonicalAsync(type, origin, id, cancellationToken) is { } canonical ? await FindAsync(type, canonical, cancellationToken) : null;

    /// <summary>Returns the canonical id of an entity that a connection of the tenant names; null when it was never linked.</summary>
    public ValueTask<CanonicalId?> CanonicalAsync(EntityType type, string origin, ExternalId id, CancellationToken cancellationToken) =>
        crosswalk.FindCanonicalAsync(new(connection.Tenant, type, origin), id, cancellationToken);

    /// <summary>Returns the SKUs of variants of this connection, by their ids here; one that was never linked is left out.</summary>
    public async ValueTask<IReadOnlyDictionary<string, Sku>> SkusAsync(IEnumerable<string> variants, CancellationToken cancellationToken)
    {
        var skus = new Dictionary<string, Sku>(StringComparer.Ordinal);
        foreach (var variant in variants.Distinct())
        {
            if (await CanonicalAsync(EntityType.Variant, connection.Name, variant, cancellationToken) is { } sku)
            {
                skus[variant] = new(sku.Value);
            }
        }

        return skus;
    }

    /// <summary>Returns this connection's id of the order that a document names, by id in its origin, by our reference or by the number on the receipt; null when the order was never written here.</summary>
    public async ValueTask<ExternalId?> OrderAsync(string origin, OrderReference order, CancellationToken cancellationToken) =>
        await crosswalk.FindOrderAsync(connection.Tenant, origin, order, cancellationToken) is { } found ? await FindAsync(EntityType.Order, found, cancellationToken) : null;
}
