using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Api;

/// <summary>Refresh token grant of the code flow, whose refresh token stays the same.</summary>
internal sealed class SquareTokenSource(ISquareOAuthApi oauth, ISquareSeller options, TimeProvider time) : ITokenSource
{
    /// <summary>How long an access token is trusted whose end Square does not tell.</summary>
    private static readonly TimeSpan Trusted = TimeSpan.FromDays(1);

    public async ValueTask<AccessToken> RequestAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var answer = await oauth.Token(new(options.ClientId!, options.ClientSecret!, "refresh_token", options.RefreshToken!), cancellationToken);
        return answer is { AccessToken: { Length: > 0 } token }
            ? new(token, Times.Read(answer.ExpiresAt) ?? asked + Trusted)
            : throw new ConnectorException(FaultKind.Transient, "Square answered without an access token.") { MayHaveTakenEffect = false };
    }
}
