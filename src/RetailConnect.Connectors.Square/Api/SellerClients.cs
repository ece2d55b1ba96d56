using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Connectors.Square.Webhooks;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Api;

/// <summary>The clients of one seller's account, for every connector that speaks to it.</summary>
internal static class SellerClients
{
    /// <summary>One budget for all calls with a seller's credentials, whichever connector makes them: Square publishes no limit, so that only its refusals tell.</summary>
    public static void AddSeller<TOptions>(this ConnectorBuilder<TOptions> connector)
        where TOptions : class, ISquareSeller, new()
    {
        var json = SquareJson.Default.Options;
        var oauth = string.IsNullOrWhiteSpace(connector.Options.AccessToken);
        connector.AddBudget(
            Account(connector.Options, oauth), provider => new AdaptiveBudget(connector.Options.CallsAtOnce, provider.GetRequiredService<TimeProvider>()), SquareConnector.SystemName);
        connector.Services.AddSingleton<ISquareSeller>(connector.Options);
        if (oauth)
        {
            connector.AddApi<ISquareOAuthApi, TOptions>(Configure, json, api => api.UseFaults<OAuthFaults>());
            connector.Services.AddSingleton<SquareTokenSource>();
        }

        connector.AddApi<ISquareApi, TOptions>(
            (http, options) =>
            {
                Configure(http, options);
                http.DefaultRequestHeaders.Authorization = oauth ? null : new("Bearer", options.AccessToken);
            },
            json,
            api =>
            {
                api.UseBudget(provider => provider.GetRequiredService<AdaptiveBudget>()).UseFaults<SquareFaults>().UseReads(OnlyReads);
                _ = oauth ? api.UseTokens(provider => provider.GetRequiredService<SquareTokenSource>()) : api;
            });
    }

    /// <summary>Square reads by POST where it takes lists of ids, filters or a sum to reckon with.</summary>
    private static bool OnlyReads(HttpRequestMessage request) => request.RequestUri?.AbsolutePath is { } path
        && (path.EndsWith("/search", StringComparison.Ordinal) || path.EndsWith("-retrieve", StringComparison.Ordinal) || path.EndsWith("/calculate", StringComparison.Ordinal));

    /// <summary>Who the seller is, as far as the settings tell.</summary>
    private static string Account(ISquareSeller options, bool oauth) =>
        $"{options.BaseAddress.Authority}/{(oauth ? $"{options.ClientId}/{SecretName.Of(options.RefreshToken ?? "")}" : SecretName.Of(options.AccessToken!))}";

    private static void Configure<TOptions>(HttpClient http, TOptions options)
        where TOptions : ISquareSeller
    {
        http.BaseAddress = options.BaseAddress;
        http.DefaultRequestHeaders.Add("Square-Version", EventSubscriptions.ApiVersion);
    }
}
