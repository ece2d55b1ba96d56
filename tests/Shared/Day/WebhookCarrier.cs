using System.Net;

namespace RetailConnect.Tests;

/// <summary>Carries webhooks from the simulators to the intake in this process, the way the ASP.NET Core endpoint does.</summary>
internal sealed class WebhookCarrier : HttpMessageHandler
{
    /// <summary>The intake; while there is none the host is down.</summary>
    public IWebhookIntake? Intake { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var intake = Intake ?? throw new HttpRequestException(HttpRequestError.ConnectionError, "Nobody listens.");
        var path = request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);

        // A host that died does not answer any more; its caller hangs up all the same.
        var verdict = await intake.ReceiveAsync(path[1], path[2], new WebhookRequest(request.RequestUri, headers, body), cancellationToken).AsTask().WaitAsync(cancellationToken);
        return new((HttpStatusCode)verdict.Status) { Content = new StringContent(verdict.Reply ?? "") };
    }
}
