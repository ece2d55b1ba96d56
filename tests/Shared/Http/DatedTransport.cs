using RetailConnect.Http;

namespace RetailConnect.Tests;

/// <summary>Sockets to a test's own server, whose answers say the test's time: the server's Date header is the machine's.</summary>
internal sealed class DatedTransport(TimeProvider time) : IConnectionTransport
{
    public HttpMessageHandler Open(ConnectionContext connection) => new Dated(time) { InnerHandler = new SocketsHttpHandler() };

    private sealed class Dated(TimeProvider time) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.Headers.Date = time.GetUtcNow();
            return response;
        }
    }
}
