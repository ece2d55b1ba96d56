using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Api;

/// <summary>Client credentials grant of Microsoft Entra.</summary>
internal sealed class EntraTokenSource(IEntraApi entra, BusinessCentralOptions options, TimeProvider time) : ITokenSource
{
    private const string Scope = "https://api.businesscentral.dynamics.com/.default";

    public async ValueTask<AccessToken> RequestAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var answer = await entra.Token(AddressOf(options), new()
        {
            ["grant_type"] = "client_credentials", ["client_id"] = options.ClientId, ["client_secret"] = options.ClientSecret, ["scope"] = Scope,
        }, cancellationToken);
        return answer is { AccessToken: { Length: > 0 } token, ExpiresIn: > 0 }
            ? new(token, asked.AddSeconds(answer.ExpiresIn))
            : throw new ConnectorException(FaultKind.Transient, "Microsoft Entra answered without a token.") { MayHaveTakenEffect = false };
    }

    internal static string AddressOf(BusinessCentralOptions options) =>
        options.TokenAddress.AbsolutePath == "/" ? new Uri(options.TokenAddress, $"/{options.AadTenant}/oauth2/v2.0/token").AbsoluteUri : options.TokenAddress.AbsoluteUri;
}
