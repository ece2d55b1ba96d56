using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Storage.Relational;

namespace RetailConnect.Tests;

/// <summary>Lets the engine see its store through a test's eyes.</summary>
internal static class StoreViewExtensions
{
    /// <summary>Puts a view between the engine and the store that was added before; the last service of a kind counts.</summary>
    public static void AddStoreView(this IServiceCollection services, Func<StoreView, StoreView> wrap)
    {
        services.AddSingleton(provider => wrap(new StoreView(provider.GetRequiredService<RelationalStore>())));
        services.AddSingleton<IStoreWriter>(provider => provider.GetRequiredService<StoreView>());
        services.AddSingleton<IInboxStore>(provider => provider.GetRequiredService<StoreView>());
        services.AddSingleton<ICheckpointStore>(provider => provider.GetRequiredService<StoreView>());
        services.AddSingleton<ICrosswalk>(provider => provider.GetRequiredService<StoreView>());
        services.AddSingleton<IStockLedger>(provider => provider.GetRequiredService<StoreView>());
        services.AddSingleton<ILeaseStore>(provider => provider.GetRequiredService<StoreView>());
        services.AddSingleton<IDeadLetterDesk>(provider => provider.GetRequiredService<StoreView>());
    }
}
