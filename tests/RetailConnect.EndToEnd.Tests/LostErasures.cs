using System.Collections.Concurrent;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Systems that each erase a customer and lose their first answer to that.</summary>
internal sealed class LostErasures
{
    private readonly ConcurrentDictionary<string, bool> lost = new();

    /// <summary>Systems whose answer was lost.</summary>
    public IEnumerable<string> Happened => lost.Keys;

    public HttpMessageHandler Over(string system, HttpMessageHandler inner) => new Handler(this, system) { InnerHandler = inner };

    private sealed class Handler(LostErasures erasures, string system) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is { Headers.ContentType.MediaType: "application/json" } content ? await content.ReadAsStringAsync(cancellationToken) : "";
            var erases = request.Method == HttpMethod.Delete || body.Contains("customerRequestDataErasure", StringComparison.Ordinal) || body.Contains("Erased customer", StringComparison.Ordinal);
            var response = await base.SendAsync(request, cancellationToken);
            return erases && erasures.lost.TryAdd(system, true) ? throw new HttpRequestException("The connection was cut before the answer.") : response;
        }
    }
}
