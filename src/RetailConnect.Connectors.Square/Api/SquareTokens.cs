using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Api;

/// <summary>Renews the access token with the seller's refresh token, or hands out the fixed one.</summary>
internal sealed class SquareTokens(ISquareTokenApi api, SquareOptions options) : ITokenSource
{
    public async ValueTask<AccessToken> RequestAsync(CancellationToken cancellationToken)
    {
        if (options.AccessToken is { Length: > 0 } token)
        {
            return new(token, DateTimeOffset.MaxValue);
        }

        var answer = await api.RenewAsync(new(options.ClientId!, options.ClientSecret!, options.RefreshToken!, "refresh_token"), cancellationToken);
        return answer is { AccessToken: { Length: > 0 } renewed, ExpiresAt: { } until }
            ? new(renewed, until)
            : throw new ConnectorException(FaultKind.Unauthorized, "Square granted no access token.");
    }
}
