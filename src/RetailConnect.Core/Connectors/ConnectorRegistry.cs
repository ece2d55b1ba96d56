using Microsoft.Extensions.DependencyInjection;

namespace RetailConnect;

/// <summary>The connectors that a host knows, by system name.</summary>
public sealed class ConnectorRegistry
{
    private readonly Dictionary<string, Func<IServiceCollection, ConnectionContext, object, IReadOnlyList<Capability>>> systems = new(StringComparer.Ordinal);

    /// <summary>Makes a connector known.</summary>
    public void Add<TConnector, TOptions>()
        where TConnector : IConnector<TOptions>
        where TOptions : class, new() => systems[TConnector.SystemName] = Build<TConnector, TOptions>;

    internal IReadOnlyList<Capability> Build(IServiceCollection services, ConnectionContext connection, object options) =>
        systems.TryGetValue(connection.System, out var build)
            ? build(services, connection, options)
            : throw new InvalidOperationException($"{connection}: no connector for '{connection.System}' is registered. Known: {string.Join(", ", systems.Keys.Order())}.");

    private static List<Capability> Build<TConnector, TOptions>(IServiceCollection services, ConnectionContext connection, object options)
        where TConnector : IConnector<TOptions>
        where TOptions : class, new()
    {
        var typed = options as TOptions ?? throw new InvalidOperationException($"{connection}: the settings are a {options.GetType().Name}, the connector wants {typeof(TOptions).Name}.");
        services.AddSingleton(typed);
        var builder = new ConnectorBuilder<TOptions>(services, connection, typed);
        TConnector.Build(builder);
        return builder.Capabilities;
    }
}
