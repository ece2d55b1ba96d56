namespace RetailConnect.Connectors.Square.Api;

/// <summary>Checks of a seller's settings that annotations can't say.</summary>
internal static class SellerRules
{
    public static IEnumerable<string> Check(ISquareSeller options)
    {
        if (options.BaseAddress is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            yield return "BaseAddress: an absolute http or https address is needed.";
        }

        string?[] grant = [options.ClientId, options.ClientSecret, options.RefreshToken];
        if (grant.Count(part => !string.IsNullOrWhiteSpace(part)) != (string.IsNullOrWhiteSpace(options.AccessToken) ? grant.Length : 0))
        {
            yield return "AccessToken, ClientId, ClientSecret, RefreshToken: give either AccessToken alone, or the other three without it.";
        }
    }
}
