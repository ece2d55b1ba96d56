using System.Net;
using System.Text;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>An ERP that does not take customers, or something else, as long as it is told not to.</summary>
internal sealed class RefusingErp
{
    /// <summary>What it answers to a write of a customer; null for what it always does.</summary>
    public HttpStatusCode? Status { get; set; }

    /// <summary>What it does not take.</summary>
    public string About { get; set; } = "customers";

    /// <summary>What it says then.</summary>
    public string Says { get; set; } = "";

    public HttpMessageHandler Over(string system, HttpMessageHandler inner) => system is "business-central" ? new Handler(this) { InnerHandler = inner } : inner;

    private sealed class Handler(RefusingErp erp) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            erp.Status is { } status && request.Method != HttpMethod.Get && await IsAboutItAsync(request, cancellationToken)
                ? new(status) { RequestMessage = request, Content = new StringContent($$$"""{"error":{"code":"Internal_ServerError","message":"{{{erp.Says}}}"}}""", Encoding.UTF8, "application/json") }
                : await base.SendAsync(request, cancellationToken);

        private async Task<bool> IsAboutItAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.AbsolutePath.Contains($"/{erp.About}", StringComparison.Ordinal)
            || (request.RequestUri.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal) && request.Content is { } content && (await content.ReadAsStringAsync(cancellationToken)).Contains(erp.About, StringComparison.Ordinal));
    }
}
