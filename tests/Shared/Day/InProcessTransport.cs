using RetailConnect.Http;
using RetailConnect.Sandbox;

namespace RetailConnect.Tests;

/// <summary>Carries the calls of all connections to the simulators in this process.</summary>
internal sealed class InProcessTransport(RetailSandbox sandbox, Func<string, HttpMessageHandler, HttpMessageHandler> wrap) : IConnectionTransport
{
    /// <summary>A till's connections and its loyalty programme's lead to the same vendor.</summary>
    public HttpMessageHandler Open(ConnectionContext connection) => wrap(connection.System, sandbox.HandlerOf(connection.System is "square-loyalty" ? "square" : connection.System));
}
