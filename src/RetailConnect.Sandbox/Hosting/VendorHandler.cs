namespace RetailConnect.Sandbox;

/// <summary>Carries requests to a simulator in the same process, without a socket.</summary>
internal sealed class VendorHandler(VendorEndpoint endpoint) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Host"] = uri.Authority };
        foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []))
        {
            headers[name] = string.Join(", ", values);
        }

        var reply = await endpoint.SendAsync(new(request.Method.Method, Uri.UnescapeDataString(uri.AbsolutePath), uri.Query, headers, body), cancellationToken);
        if (reply.Response is not { } answer)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was cut.");
        }

        var response = new HttpResponseMessage((System.Net.HttpStatusCode)answer.Status) { RequestMessage = request, Content = new ReadOnlyMemoryContent(answer.Body) };
        response.Headers.Date = endpoint.Now;
        foreach (var (name, value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}
