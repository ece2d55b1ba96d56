using System.Text.Json;
using System.Text.RegularExpressions;

namespace RetailConnect.Tests;

/// <summary>A way to a vendor on which a host can die before a call, and after it took effect.</summary>
internal sealed partial class CrashingHandler(string system, HttpMessageHandler inner, Boundaries boundaries) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var name = await NameOf(request);
        await boundaries.PassAsync($"before {name}");
        var response = await base.SendAsync(request, cancellationToken);
        await boundaries.PassAsync($"after {name}");
        return response;
    }

    /// <summary>Ids are no part of a boundary's name; the GraphQL operation is.</summary>
    private async Task<string> NameOf(HttpRequestMessage request)
    {
        var path = Id().Replace(Uri.UnescapeDataString(request.RequestUri!.AbsolutePath), "*");
        if (system != "shopify" || request.Content is null)
        {
            return $"{system} {request.Method} {path}";
        }

        var body = await request.Content.ReadAsStringAsync();
        var operation = body.StartsWith('{') && JsonDocument.Parse(body).RootElement.TryGetProperty("query", out var query) ? Operation().Match(query.GetString() ?? "").Groups[1].Value : path;
        return $"{system} {operation}";
    }

    [GeneratedRegex(@"\([0-9a-f-]{36}\)|(?<=/(customer_sessions|customer_profiles|profile|subscriptions)/)[^/]+", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"(?:query|mutation)\s+(\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Operation();
}
