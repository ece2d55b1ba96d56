using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Gets access tokens by the client-credentials grant, or hands out the fixed one.</summary>
internal sealed class ShopifyTokens(IShopifyTokenApi api, ShopifyOptions options, TimeProvider time) : ITokenSource
{
    private static readonly TimeSpan Unstated = TimeSpan.FromHours(1);

    public async ValueTask<AccessToken> RequestAsync(CancellationToken cancellationToken)
    {
        if (options.AccessToken is { Length: > 0 } fixedToken)
        {
            return new(fixedToken, DateTimeOffset.MaxValue);
        }

        var now = time.GetUtcNow();
        var answer = await api.GrantAsync(new(options.ClientId, options.ClientSecret, "client_credentials"), cancellationToken);
        return answer.AccessToken is { Length: > 0 } token
            ? new(token, now + (answer.ExpiresIn is { } seconds ? TimeSpan.FromSeconds(seconds) : Unstated))
            : throw new ConnectorException(FaultKind.Unauthorized, "Shopify granted no access token.");
    }
}
