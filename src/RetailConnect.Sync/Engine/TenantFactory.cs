using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Alerts;
using RetailConnect.Sync.Kits;

namespace RetailConnect.Sync.Engine;

/// <summary>Builds a tenant's runtime from its definition and finds contradictions before anything runs.</summary>
internal sealed class TenantFactory(ConnectorRegistry registry, EngineParts engine, AlertBoard alerts, IServiceProvider host)
{
    private const double ManyHosts = 1L << 48;

    /// <summary>Tells this start of this host from all others.</summary>
    private readonly string name = $"{Environment.MachineName}-{(long)(engine.Chance.NextDouble() * ManyHosts):x}";

    public TenantRuntime Create(TenantDefinition definition)
    {
        SettingsCheck.Run(definition);
        var logs = host.GetRequiredService<ILoggerFactory>();
        var keeper = new LeaseKeeper(definition.Id, name, engine, logs.CreateLogger<LeaseKeeper>());
        var parts = engine with { Writer = new LeasedWriter(engine.Writer, keeper) };
        var connections = new Dictionary<string, ConnectionRuntime>();
        foreach (var connection in definition.Connections)
        {
            var opened = RetailConnect.Connection.Open(new(definition.Id, connection.Name, connection.System), connection.Options, host, registry, name => connections.GetValueOrDefault(name)?.Connection);
            connections.Add(connection.Name, new(opened, parts.Time, alerts));
        }

        var kits = new KitBook(definition, host.GetService<IKitSource>(), parts.Time);
        CompositionCheck.Run(definition, connections, kits.IsUsed);
        var stockSource = definition.Syncs.FirstOrDefault(sync => sync.Type == EntityType.StockLevel)?.From[0];
        var runtime = new TenantRuntime(definition, connections) { Bell = new HintBell { StockSource = stockSource }, Keeper = keeper, Parts = parts, Kits = kits, Exposure = new(definition, parts.Time) };
        foreach (var group in definition.Syncs.GroupBy(sync => sync.Type))
        {
            SyncComposer composer = group.Key switch
            {
                var type when type == EntityType.Product => new CatalogComposer(runtime, parts, host),
                var type when type == EntityType.ListPrice => new PriceListsComposer(runtime, parts, host),
                var type when type == EntityType.StockLevel => new InventoryComposer(runtime, parts, host),
                var type when type == EntityType.Order => new OrdersComposer(runtime, parts, host),
                var type when type == EntityType.Customer => new CustomersComposer(runtime, parts, host),
                var type when type == EntityType.Return => new ReturnsComposer(runtime, parts, host),
                var type when type == EntityType.Shipment => new ShipmentsComposer(runtime, parts, host),
                var type when type == EntityType.Payout => new PayoutsComposer(runtime, parts, host),
                var type => throw new InvalidOperationException($"Tenant '{definition.Id}': no sync of {type} is known."),
            };
            composer.Compose([.. group]);
        }

        return runtime;
    }
}
