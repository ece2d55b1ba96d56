using RetailConnect.Http;
using RetailConnect.Sandbox;

namespace RetailConnect.Tests;

/// <summary>Carries the calls of all connections to the simulators in this process.</summary>
internal sealed class InProcessTransport(RetailSandbox sandbox, Func<string, HttpMessageHandler, HttpMessageHandler> wrap) : IConnectionTransport
{
    private const string Payments = "-payments";

    public HttpMessageHandler Open(ConnectionContext connection)
    {
        // A connector for payments alone calls the vendor that the documents go to.
        var vendor = connection.System.EndsWith(Payments, StringComparison.Ordinal) ? connection.System[..^Payments.Length] : connection.System;
        return wrap(vendor, sandbox.HandlerOf(vendor));
    }
}
