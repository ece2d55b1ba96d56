using System.Net;

namespace RetailConnect.Http;

/// <summary>Puts the access token on requests and renews it once when the vendor refuses it; a 401 means that nothing took effect.</summary>
internal sealed class TokenHandler(TokenCache tokens, Action<HttpRequestMessage, AccessToken> apply) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(null, cancellationToken);
        apply(request, token);
        if (request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(cancellationToken);
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode is not HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        apply(request, await tokens.GetAsync(token, cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }
}
