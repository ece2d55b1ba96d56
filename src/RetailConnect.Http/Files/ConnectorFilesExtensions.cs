using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailConnect.Http;

namespace RetailConnect;

/// <summary>Adds the way to a vendor's file store to connectors.</summary>
public static class ConnectorFilesExtensions
{
    /// <summary>Adds <see cref="VendorFiles"/>; connector parts ask for it in their constructors.</summary>
    /// <param name="connector">The connector.</param>
    public static ConnectorBuilder<TOptions> AddFiles<TOptions>(this ConnectorBuilder<TOptions> connector)
        where TOptions : class, new()
    {
        var context = connector.Connection;
        var client = connector.Services.AddHttpClient(nameof(VendorFiles), http => http.Timeout = Timeout.InfiniteTimeSpan);
        ConnectionSockets.Use(client, context);
        client.AddHttpMessageHandler(provider => new FaultHandler(context, new FileFaults(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<FaultHandler>>()));
        connector.Services.AddSingleton(provider => new VendorFiles(provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(VendorFiles)), provider.GetRequiredService<TimeProvider>()));
        return connector;
    }
}
