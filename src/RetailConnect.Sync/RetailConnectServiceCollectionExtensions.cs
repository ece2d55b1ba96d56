using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RetailConnect.Sync.Alerts;
using RetailConnect.Sync.Customers;
using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Erasing;
using RetailConnect.Sync.Inventory;
using RetailConnect.Sync.Reconciliation;
using RetailConnect.Sync.Replay;

namespace RetailConnect;

/// <summary>Adds RetailConnect to a host.</summary>
public static class RetailConnectServiceCollectionExtensions
{
    /// <summary>Adds the engine with its tenants, connectors, syncs and store; it runs as long as the host does.</summary>
    /// <exception cref="InvalidOperationException">The composition contradicts itself; the message names both sides.</exception>
    public static IServiceCollection AddRetailConnect(this IServiceCollection services, Action<RetailConnectBuilder> configure)
    {
        var builder = new RetailConnectBuilder(services);
        configure(builder);
        if (!services.Any(service => service.ServiceType == typeof(IStoreWriter)))
        {
            throw new InvalidOperationException("RetailConnect has no store. Add one, for example retail.UseSqlite(\"retailconnect.db\").");
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ForwardTime(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(Chance.System);
        services.TryAddSingleton<VendorAccounts>();
        services.TryAddSingleton<ITenantCatalog>(new FixedTenantCatalog(builder.Tenants));
        services.AddSingleton(builder.Registry);
        services.AddSingleton(provider => new EngineSettings(builder.PublicAddress, builder.Recovery));
        services.AddSingleton(provider => new EngineParts(
            provider.GetRequiredService<IStoreWriter>(), provider.GetRequiredService<IInboxStore>(), provider.GetRequiredService<ICheckpointStore>(),
            provider.GetRequiredService<ICrosswalk>(), provider.GetRequiredService<IStockLedger>())
        {
            Leases = provider.GetRequiredService<ILeaseStore>(), Time = provider.GetRequiredService<ForwardTime>(), Chance = provider.GetRequiredService<Chance>(), Recovery = builder.Recovery,
            Sweeps = provider.GetService<ISweepStore>(), History = provider.GetService<IEntityHistory>(), Comparisons = provider.GetService<IComparisonStore>(),
            Appointments = provider.GetService<IAppointmentStore>(), Erasures = provider.GetService<IErasureStore>(),
        });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAlertSink, LoggedAlerts>());
        services.AddSingleton<AlertBoard>();
        services.AddSingleton<DriftBoard>();
        services.AddSingleton<LaneWatch>();
        services.AddSingleton<TenantFactory>();
        services.AddSingleton<Insistence>();
        services.AddSingleton<ErasureKeeper>();
        services.AddSingleton<TenantWorker>();
        services.AddSingleton<Purger>();
        services.AddSingleton<SyncEngine>();
        services.AddSingleton<IRetailConnect>(provider => provider.GetRequiredService<SyncEngine>());
        services.AddSingleton<IDeadLetters, DeadLetters>();
        services.AddSingleton<IWebhookIntake, WebhookIntake>();
        services.AddSingleton<ISweeps, Sweeps>();
        services.AddSingleton<IStockReservations, Reservations>();
        services.AddSingleton<IReconciliation, Reconciliations>();
        services.AddSingleton<ICustomerIdentities, CustomerIdentities>();
        services.AddSingleton<IErasures, Erasures>();
        services.TryAddSingleton<IExplanations>(provider => new Explanations(provider.GetRequiredService<IEntityHistory>()));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<SyncEngine>());
        return services;
    }
}
