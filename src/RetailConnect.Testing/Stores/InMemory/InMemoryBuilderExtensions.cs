using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Testing;

namespace RetailConnect;

/// <summary>Chooses the store that keeps nothing.</summary>
public static class InMemoryBuilderExtensions
{
    /// <summary>Keeps everything in memory, for tests and first steps: when the process ends, everything is lost.</summary>
    /// <param name="retail">The composition.</param>
    /// <param name="configure">Changes settings; null leaves the defaults.</param>
    /// <exception cref="ArgumentException">A setting is wrong; the message names it.</exception>
    public static RetailConnectBuilder UseInMemory(this RetailConnectBuilder retail, Action<InMemoryStoreOptions>? configure = null)
    {
        var options = new InMemoryStoreOptions();
        configure?.Invoke(options);
        options.Check();
        retail.Services.AddSingleton(provider => new InMemoryStore(new StoreMemory(), options, provider.GetService<TimeProvider>() ?? TimeProvider.System));
        retail.Services.AddSingleton<IStoreWriter>(provider => provider.GetRequiredService<InMemoryStore>());
        retail.Services.AddSingleton<IInboxStore>(provider => provider.GetRequiredService<InMemoryStore>());
        retail.Services.AddSingleton<ICheckpointStore>(provider => provider.GetRequiredService<InMemoryStore>());
        retail.Services.AddSingleton<ICrosswalk>(provider => provider.GetRequiredService<InMemoryStore>());
        retail.Services.AddSingleton<IDeadLetterStore>(provider => provider.GetRequiredService<InMemoryStore>());
        retail.Services.AddSingleton<IDeadLetterDesk>(provider => provider.GetRequiredService<InMemoryStore>());
        retail.Services.AddSingleton<IStockLedger>(provider => provider.GetRequiredService<InMemoryStore>());
        retail.Services.AddSingleton<ILeaseStore>(provider => provider.GetRequiredService<InMemoryStore>());
        retail.Services.AddSingleton<ISweepStore>(provider => provider.GetRequiredService<InMemoryStore>());
        retail.Services.AddSingleton<IAppointmentStore>(provider => provider.GetRequiredService<InMemoryStore>());
        retail.Services.AddSingleton<IComparisonStore>(provider => provider.GetRequiredService<InMemoryStore>());
        retail.Services.AddSingleton<IErasureStore>(provider => provider.GetRequiredService<InMemoryStore>());
        retail.Services.AddSingleton<IEntityHistory>(provider => provider.GetRequiredService<InMemoryStore>());
        return retail;
    }
}
