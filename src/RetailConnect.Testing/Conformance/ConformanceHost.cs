using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailConnect.Http;

namespace RetailConnect.Testing;

/// <summary>The host of one check: clock, crosswalk, loggers and HTTP transport are the kit's.</summary>
public sealed class ConformanceHost
{
    /// <summary>Name of the connection that is checked.</summary>
    public const string Target = "target";

    /// <summary>Name of the connection that written entities come from.</summary>
    public const string Origin = "origin";

    internal ConformanceHost()
    {
        Logs = new();
        Clock = new(new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        HostClock = new(Clock);
        Wire = new(Clock);
        Services = new ServiceCollection()
            .AddSingleton<TimeProvider>(HostClock).AddSingleton(Chance.Seeded(1)).AddSingleton<ICrosswalk>(Crosswalk).AddSingleton<ILoggerFactory>(Logs).AddSingleton<IConnectionTransport>(Wire)
            .BuildServiceProvider();
    }

    /// <summary>The tenant.</summary>
    public static TenantId Tenant { get; } = new("conformance");

    /// <summary>What <see cref="Connection.Open{TConnector, TOptions}"/> asks the host for.</summary>
    public IServiceProvider Services { get; }

    /// <summary>The clock, which is the vendor's too: it stands while anything is done, and jumps to what is due when all rest. That of <see cref="Services"/> is ahead of it in one check.</summary>
    public TimeProvider Time => Clock;

    internal StandingClock Clock { get; }

    internal HostClock HostClock { get; }

    internal Wire Wire { get; }

    internal CapturedLogs Logs { get; }

    internal KitCrosswalk Crosswalk { get; } = new();

    /// <summary>Opens a connection on this host.</summary>
    /// <param name="options">Its settings.</param>
    public Connection Open<TConnector, TOptions>(TOptions options)
        where TConnector : IConnector<TOptions>
        where TOptions : class, new() => Connection.Open<TConnector, TOptions>(new(Tenant, Target, TConnector.SystemName), options, Services);

    /// <summary>Puts a link into the crosswalk.</summary>
    /// <param name="type">Type of the entity.</param>
    /// <param name="connection">Connection that knows it: <see cref="Target"/>, <see cref="Origin"/> or <see cref="ConnectionLinks.AnyConnection"/>.</param>
    /// <param name="canonical">Id inside RetailConnect.</param>
    /// <param name="external">Id in the connected system.</param>
    public void Link(EntityType type, string connection, CanonicalId canonical, ExternalId external) => Crosswalk.Link(new(Tenant, type, connection), canonical, external);
}
