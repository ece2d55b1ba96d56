using Refit;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Api;

internal interface ISquareOAuthApi
{
    [Post("/oauth2/token")] Task<TokenAnswer?> Token([Body] TokenRequest body, CancellationToken ct);
}
