using System.Net;
using System.Text;
using RetailConnect.Contracts.OpenApi;
using RetailConnect.Http;
using RetailConnect.Sandbox;

namespace RetailConnect.Contracts.Coverage;

/// <summary>Keeps what a connector sends, and answers what the test says.</summary>
internal sealed class AnsweringWire(string vendor) : HttpMessageHandler, IConnectionTransport
{
    private const string Token = """{"access_token":"token-of-the-test","token_type":"bearer","expires_in":3600,"expires_at":"2099-01-01T00:00:00Z"}""";

    /// <summary>The last request that asked for no token, or for one when the test called for it.</summary>
    public RequestRecord? Last { get; private set; }

    /// <summary>The answer; null answers without a body.</summary>
    public string? Answer { get; set; }

    public HttpMessageHandler Open(ConnectionContext connection) => new Borrowed(this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = request.Content is { } sent ? await sent.ReadAsByteArrayAsync(cancellationToken) : [];
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath);
        Last = new(DateTimeOffset.UnixEpoch, vendor, new(request.Method.Method, path, request.RequestUri.Query, headers, content), 200, null);
        var token = path.EndsWith("token", StringComparison.Ordinal) && Answer is null ? Token : Answer;
        return token is null ? new(HttpStatusCode.NoContent) : new(HttpStatusCode.OK) { Content = new StringContent(token, Encoding.UTF8, "application/json") };
    }

    /// <summary>The wire outlives the clients that use it.</summary>
    private sealed class Borrowed(AnsweringWire wire) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => wire.SendAsync(request, cancellationToken);
    }
}
