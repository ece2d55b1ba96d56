using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral;

/// <summary>The clients that all connections to Business Central have.</summary>
internal static class BusinessCentralClients
{
    /// <summary>More than the five calls that Business Central takes at once: those that wait for their turn share one look-up, which saves calls of the five-minute allowance.</summary>
    public const int SharingLookUps = 20;

    /// <summary>One budget for all calls of an app in an environment, whatever the company and the connector: Business Central counts them per user, 6000 in five minutes and five at once.</summary>
    public static void Add(ConnectorBuilder<BusinessCentralOptions> connector)
    {
        var json = BusinessCentralJson.Default.Options;
        var options = connector.Options;
        connector.AddBudget(
            $"{options.BaseAddress.Authority}/{options.AadTenant}/{options.Environment}/{options.ClientId}",
            provider => new WindowBudget(6000, TimeSpan.FromMinutes(5), 5, provider.GetRequiredService<TimeProvider>()), BusinessCentralConnector.SystemName);
        connector.AddApi<IEntraApi, BusinessCentralOptions>((http, options) => http.BaseAddress = new(EntraTokenSource.AddressOf(options)), json, api => api.UseFaults<EntraFaults>());
        connector.Services.AddSingleton<EntraTokenSource>();
        connector.AddApi<IBusinessCentralApi, BusinessCentralOptions>(
            (http, options) => http.BaseAddress = new(new Addresses(options).Company), json,
            api => api.UseBudget(provider => provider.GetRequiredService<WindowBudget>()).UseFaults<BusinessCentralFaults>().UseTokens(provider => provider.GetRequiredService<EntraTokenSource>()));
    }
}
