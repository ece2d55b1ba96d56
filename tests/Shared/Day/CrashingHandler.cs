using System.Text.Json;
using System.Text.RegularExpressions;

namespace RetailConnect.Tests;

/// <summary>A way to a vendor on which a host can die before a call, while it is under way so that the vendor gets it late, and after it took effect.</summary>
internal sealed partial class CrashingHandler(string system, HttpMessageHandler inner, Boundaries boundaries, TimeProvider time) : DelegatingHandler(inner)
{
    /// <summary>Longest time for which a dead host's request is still on its way; a settle delay covers it.</summary>
    private const int MostSecondsUnderWay = 20;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var name = await NameOf(request);
        if (await boundaries.PassAsync($"before {name}"))
        {
            // A host that hung asks again what it had asked right before it hung.
            CallScope.Guard?.Invoke();
        }

        await boundaries.PassAsync($"during {name}", () => _ = ArriveLateAsync(request));
        var response = await base.SendAsync(request, cancellationToken);
        await boundaries.PassAsync($"after {name}");
        return response;
    }

    private async Task ArriveLateAsync(HttpRequestMessage request)
    {
        using var copy = await RequestCopy.OfAsync(request);
        await time.WaitAsync(TimeSpan.FromSeconds(boundaries.Count % MostSecondsUnderWay), CancellationToken.None);
        try
        {
            using var answer = await base.SendAsync(copy, CancellationToken.None);
        }
        catch (HttpRequestException)
        {
            // Nobody is left to hear it.
        }
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

    [GeneratedRegex(@"\([0-9a-f-]{36}\)|(?<=/(customer_sessions|customer_profiles|customer_data|profile|subscriptions)/)[^/]+", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"(?:query|mutation)\s+(\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Operation();
}
