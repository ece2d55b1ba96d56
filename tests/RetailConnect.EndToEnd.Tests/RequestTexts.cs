namespace RetailConnect.EndToEnd.Tests;

/// <summary>Tells requests by what is in them.</summary>
internal static class RequestTexts
{
    /// <summary>True when a text stands in a request's path, or in its JSON.</summary>
    public static async Task<bool> HasAsync(HttpRequestMessage request, string text, CancellationToken cancellationToken) =>
        request.RequestUri!.AbsolutePath.Contains(text, StringComparison.Ordinal)
        || (request.Content is { Headers.ContentType.MediaType: "application/json" } content && (await content.ReadAsStringAsync(cancellationToken)).Contains(text, StringComparison.Ordinal));
}
