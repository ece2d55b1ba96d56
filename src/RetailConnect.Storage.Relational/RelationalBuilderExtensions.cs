using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Storage.Relational;

namespace RetailConnect;

/// <summary>Chooses a relational store; the packages of the databases call it.</summary>
public static class RelationalBuilderExtensions
{
    /// <summary>Keeps everything in one relational database.</summary>
    /// <param name="retail">The composition.</param>
    /// <param name="dialect">Makes the database's dialect; the store disposes it.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">A setting is wrong; the message names it.</exception>
    public static RetailConnectBuilder UseRelational(this RetailConnectBuilder retail, Func<Dialect> dialect, RelationalStoreOptions options)
    {
        options.Check();
        retail.Services.AddSingleton(provider => new RelationalStore(
            dialect(), options, provider.GetService<TimeProvider>() ?? TimeProvider.System, provider.GetService<TaskScheduler>() ?? TaskScheduler.Default));
        retail.Services.AddSingleton<IStoreWriter>(provider => provider.GetRequiredService<RelationalStore>());
        retail.Services.AddSingleton<IInboxStore>(provider => provider.GetRequiredService<RelationalStore>());
        retail.Services.AddSingleton<ICheckpointStore>(provider => provider.GetRequiredService<RelationalStore>());
        retail.Services.AddSingleton<ICrosswalk>(provider => provider.GetRequiredService<RelationalStore>());
        retail.Services.AddSingleton<IDeadLetterStore>(provider => provider.GetRequiredService<RelationalStore>());
        retail.Services.AddSingleton<IDeadLetterDesk>(provider => provider.GetRequiredService<RelationalStore>());
        retail.Services.AddSingleton<IStockLedger>(provider => provider.GetRequiredService<RelationalStore>());
        retail.Services.AddSingleton<ILeaseStore>(provider => provider.GetRequiredService<RelationalStore>());
        retail.Services.AddSingleton<ISweepStore>(provider => provider.GetRequiredService<RelationalStore>());
        retail.Services.AddSingleton<IComparisonStore>(provider => provider.GetRequiredService<RelationalStore>());
        retail.Services.AddSingleton<IAppointmentStore>(provider => provider.GetRequiredService<RelationalStore>());
        retail.Services.AddSingleton<IErasureStore>(provider => provider.GetRequiredService<RelationalStore>());
        retail.Services.AddSingleton<IEntityHistory>(provider => provider.GetRequiredService<RelationalStore>());
        return retail;
    }
}
