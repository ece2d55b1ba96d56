using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>The fixed token of the settings, or the client credentials grant.</summary>
internal sealed class ClientCredentials(IShopifyAuthApi auth, ShopifyOptions options, TimeProvider time) : ITokenSource
{
    public async ValueTask<AccessToken> RequestAsync(CancellationToken cancellationToken)
    {
        if (options.AccessToken is { Length: > 0 } given)
        {
            return new(given, DateTimeOffset.MaxValue);
        }

        var asked = time.GetUtcNow();
        var answer = await auth.Token(
            new() { ["grant_type"] = "client_credentials", ["client_id"] = options.ClientId, ["client_secret"] = options.ClientSecret }, cancellationToken);
        return answer is { AccessToken: { Length: > 0 } token, ExpiresIn: > 0 }
            ? new(token, asked.AddSeconds(answer.ExpiresIn))
            : throw new ConnectorException(FaultKind.Transient, "Shopify answered the grant without a token.") { MayHaveTakenEffect = false };
    }
}
