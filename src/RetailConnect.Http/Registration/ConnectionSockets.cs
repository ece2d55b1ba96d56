using Microsoft.Extensions.DependencyInjection;

namespace RetailConnect.Http;

/// <summary>The innermost part of every client of a connection: the host's transport, or sockets.</summary>
internal static class ConnectionSockets
{
    /// <summary>Sets it. A client lives as long as its connection: sockets are renewed, so that new addresses are found, and handlers are not, because their timers would keep a dropped connection alive.</summary>
    /// <param name="client">The client.</param>
    /// <param name="context">Its connection.</param>
    public static void Use(IHttpClientBuilder client, ConnectionContext context)
    {
        client.RemoveAllLoggers();
        client.SetHandlerLifetime(Timeout.InfiniteTimeSpan);

        // A redirect makes a GET of a POST, and carries a vendor's token to wherever it leads.
        client.ConfigurePrimaryHttpMessageHandler(provider =>
            provider.GetRequiredService<HostServices>().Provider.GetService<IConnectionTransport>()?.Open(context)
            ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AutomaticDecompression = System.Net.DecompressionMethods.All, AllowAutoRedirect = false });
    }
}
