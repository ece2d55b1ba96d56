using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RetailConnect;

/// <summary>An open connection: the connector's parts, built for one tenant's settings.</summary>
/// <remarks>Thread-safe; dispose it when the connection is removed.</remarks>
public sealed class Connection : IAsyncDisposable
{
    private readonly ServiceProvider parts;

    internal Connection(ConnectionContext context, ServiceProvider parts, IReadOnlyList<Capability> capabilities)
    {
        Context = context;
        this.parts = parts;
        Capabilities = capabilities;
    }

    /// <summary>Which connection it is.</summary>
    public ConnectionContext Context { get; }

    /// <summary>What it can do.</summary>
    public IReadOnlyList<Capability> Capabilities { get; }

    /// <summary>Opens a connection with a connector, outside a host; tests and consoles use this.</summary>
    /// <param name="context">Which connection it is.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="host">Supplies <see cref="TimeProvider"/>, <see cref="ICrosswalk"/>, loggers and, where wanted, the <see cref="VendorAccounts"/> that connections share, an <see cref="IImageSource"/> for all origins and an HTTP handler.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static Connection Open<TConnector, TOptions>(ConnectionContext context, TOptions options, IServiceProvider host)
        where TConnector : IConnector<TOptions>
        where TOptions : class, new()
    {
        var registry = new ConnectorRegistry();
        registry.Add<TConnector, TOptions>();
        return Open(context, options, host, registry);
    }

    /// <summary>Tells in plain lines what the connection can read, write, look up and hear, and how each write proves that it has one effect.</summary>
    public IReadOnlyList<string> Describe() => [.. Capabilities.Select(capability => CapabilityText.Of(capability, Part<IWebhookSubscriptions>() is not null))];

    /// <summary>Returns a part; null when the connector has none of that kind.</summary>
    public TPart? Part<TPart>()
        where TPart : class => parts.GetService<TPart>();

    /// <summary>Closes the connection.</summary>
    public ValueTask DisposeAsync() => parts.DisposeAsync();

    /// <summary>Opens a connection with the connector that its system names.</summary>
    /// <param name="context">Which connection it is.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="host">The host's services.</param>
    /// <param name="registry">The connectors.</param>
    /// <param name="siblings">Finds another connection of the tenant by its name, when a part asks for what only that one has; null leaves that to the host's services.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static Connection Open(ConnectionContext context, object options, IServiceProvider host, ConnectorRegistry registry, Func<string, Connection?>? siblings = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(context);
        services.AddSingleton(host.GetService<ForwardTime>() ?? host.GetService<TimeProvider>() ?? TimeProvider.System);
        services.AddSingleton(host.GetService<Chance>() ?? Chance.System);
        services.AddSingleton(host.GetService<VendorAccounts>() ?? new VendorAccounts());
        services.AddSingleton(new ConnectionLinks(context, host.GetRequiredService<ICrosswalk>()));
        services.AddSingleton(new ConnectionImages(origin => siblings is null ? host.GetService<IImageSource>() : siblings(origin)?.Part<IImageSource>()));
        services.AddSingleton(host.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(new HostServices(host));
        var capabilities = registry.Build(services, context, options);
        return new(context, services.BuildServiceProvider(), capabilities);
    }
}
