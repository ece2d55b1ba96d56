using Microsoft.Extensions.DependencyInjection;

namespace RetailConnect.Tests;

/// <summary>Opens a connection for a wire test.</summary>
internal static class TestConnection
{
    public static readonly TenantId Tenant = new("northwind");

    public static Connection Open<TConnector, TOptions>(string name, TOptions options, ICrosswalk crosswalk, TimeProvider? time = null, Action<IServiceCollection>? configure = null)
        where TConnector : IConnector<TOptions>
        where TOptions : class, new()
    {
        var services = new ServiceCollection().AddSingleton(crosswalk).AddSingleton(time ?? TimeProvider.System);
        configure?.Invoke(services);
        return Connection.Open<TConnector, TOptions>(new ConnectionContext(Tenant, name, TConnector.SystemName), options, services.BuildServiceProvider());
    }

    /// <summary>Opens a connection of a tenant on a host that has such connections of other tenants too.</summary>
    public static Connection Open<TConnector, TOptions>(string tenant, TOptions options, VendorAccounts accounts)
        where TConnector : IConnector<TOptions>
        where TOptions : class, new()
    {
        var host = new ServiceCollection().AddSingleton<ICrosswalk>(new MemoryCrosswalk()).AddSingleton(accounts).BuildServiceProvider();
        return Connection.Open<TConnector, TOptions>(new ConnectionContext(new(tenant), "one", TConnector.SystemName), options, host);
    }

    public static Envelope<T> Envelope<T>(string origin, string target, Change<T> change, string canonical, string? targetId = null)
        where T : class => new Envelope<T>
        {
            Id = 1, Tenant = Tenant, Sync = "test", Origin = origin, Target = target, Change = change, Canonical = new(canonical),
            TargetId = targetId is null ? default(ExternalId?) : new ExternalId(targetId), IdempotencyKey = IdempotencyKey.Derive(origin, target, canonical, change.Version),
        };
}
