using RetailConnect.Http;
using RetailConnect.Sandbox;

namespace RetailConnect.Tests;

/// <summary>Carries the calls of all connections to the simulators in this process.</summary>
internal sealed class InProcessTransport(RetailSandbox sandbox, Func<string, HttpMessageHandler, HttpMessageHandler> wrap) : IConnectionTransport
{
    public HttpMessageHandler Open(ConnectionContext connection)
    {
        var vendor = VendorOf(connection.System);
        return wrap(vendor, sandbox.HandlerOf(vendor));
    }

    /// <summary>Several connectors may speak to one vendor.</summary>
    private static string VendorOf(string system) => system switch
    {
        "business-central-payments" or "business-central-payouts" => "business-central",
        "square-loyalty" => "square",
        _ => system,
    };
}
