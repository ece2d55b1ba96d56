namespace RetailConnect;

/// <summary>Composes one tenant. Connector packages add <c>AddX</c> methods, RetailConnect.Sync adds <c>SyncX</c> methods.</summary>
public sealed class TenantBuilder
{
    private readonly TenantId id;
    private readonly List<ConnectionDefinition> connections = [];
    private readonly List<SyncDefinition> syncs = [];
    private readonly List<LocationMapping> locations = [];
    private readonly List<Kit> kits = [];
    private readonly ConnectorRegistry registry;

    internal TenantBuilder(TenantId id, ConnectorRegistry registry)
    {
        this.id = id;
        this.registry = registry;
    }

    /// <summary>Time zone of the retailer's business, for example <c>Europe/Berlin</c>: what is planned for a local time or day happens by its clocks. Default UTC.</summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Adds a connection.</summary>
    /// <typeparam name="TConnector">The connector.</typeparam>
    /// <typeparam name="TOptions">Its settings.</typeparam>
    /// <exception cref="InvalidOperationException">The tenant already has a connection of that name.</exception>
    public TenantBuilder AddConnection<TConnector, TOptions>(string name, Action<TOptions> configure)
        where TConnector : IConnector<TOptions>
        where TOptions : class, new()
    {
        if (connections.Any(connection => connection.Name == name))
        {
            throw new InvalidOperationException($"Tenant '{id}' has two connections named '{name}'.");
        }

        registry.Add<TConnector, TOptions>();
        var options = new TOptions();
        configure(options);
        connections.Add(new(name, TConnector.SystemName, options));
        return this;
    }

    /// <summary>Adds a sync.</summary>
    /// <exception cref="InvalidOperationException">The tenant already has a sync of that name.</exception>
    public TenantBuilder AddSync(SyncDefinition sync)
    {
        if (syncs.Any(other => other.Name == sync.Name))
        {
            throw new InvalidOperationException($"Tenant '{id}' has two syncs named '{sync.Name}'.");
        }

        syncs.Add(sync);
        return this;
    }

    /// <summary>Links a location of a connection to a canonical location code, where code and name don't.</summary>
    public TenantBuilder MapLocation(string connection, ExternalId external, string code)
    {
        locations.Add(new(connection, external, code));
        return this;
    }

    /// <summary>Adds a kit: what is sold as one and made of other goods.</summary>
    /// <exception cref="InvalidOperationException">The tenant already has a kit of that SKU.</exception>
    public TenantBuilder AddKit(string sku, params IReadOnlyList<KitComponent> components)
    {
        if (kits.Any(kit => kit.Sku.Value == sku))
        {
            throw new InvalidOperationException($"Tenant '{id}' has two kits '{sku}'.");
        }

        kits.Add(new(new(sku), components));
        return this;
    }

    internal TenantDefinition Build() => new(id, connections, syncs, locations) { Kits = kits, TimeZone = TimeZone };
}
