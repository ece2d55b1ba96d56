using System.Collections.Concurrent;
using RetailConnect.Sandbox;

namespace RetailConnect.Contracts.Coverage;

/// <summary>One answer of a simulator, with the request that it answers.</summary>
internal sealed record Heard(string Vendor, SandboxRequest Request, int Status, ReadOnlyMemory<byte> Body);

/// <summary>Stands before a simulator and keeps what it answers.</summary>
internal sealed class Listener(string vendor, HttpMessageHandler simulator, ConcurrentQueue<Heard> heard) : DelegatingHandler(simulator)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var uri = request.RequestUri!;
        heard.Enqueue(new(vendor, new(request.Method.Method, Uri.UnescapeDataString(uri.AbsolutePath), uri.Query, headers, sent), (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken)));
        return response;
    }
}
