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

    /// <summary>The vendor's id of every request.</summary>
    public const string RequestId = "request-of-the-test";

    /// <summary>The last request that asked for no token, or for one when the test called for it.</summary>
    public RequestRecord? Last { get; private set; }

    /// <summary>The answer; null answers without a body.</summary>
    public string? Answer { get; set; }

    /// <summary>Status of the answer; tokens are granted in any case, unless an answer is given to their request.</summary>
    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    /// <summary>Chooses the answer by the request, instead of <see cref="Answer"/>.</summary>
    public Func<SandboxRequest, string>? Choose { get; set; }

    public HttpMessageHandler Open(ConnectionContext connection) => new Borrowed(this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = request.Content is { } sent ? await sent.ReadAsByteArrayAsync(cancellationToken) : [];
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath);
        Last = new(DateTimeOffset.UnixEpoch, vendor, new(request.Method.Method, path, request.RequestUri.Query, headers, content), 200, null);
        var asksToken = path.EndsWith("token", StringComparison.Ordinal) && (Answer is null || Status is not HttpStatusCode.OK);
        var text = asksToken ? Token : Choose?.Invoke(Last.Request) ?? Answer;
        var response = text is null ? new HttpResponseMessage(HttpStatusCode.NoContent) : new(asksToken ? HttpStatusCode.OK : Status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
        response.Headers.Add(vendor == "business-central" ? "request-id" : "X-Request-Id", RequestId);
        return response;
    }

    /// <summary>The wire outlives the clients that use it.</summary>
    private sealed class Borrowed(AnsweringWire wire) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => wire.SendAsync(request, cancellationToken);
    }
}
