using CustomConnector.Depot.Api;
using CustomConnector.Depot.Catalog;
using CustomConnector.Depot.Orders;
using CustomConnector.Depot.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Http;

namespace CustomConnector.Depot;

/// <summary>Connects the Depot: products out, orders in, webhooks of changed items.</summary>
public sealed class DepotConnector : IConnector<DepotOptions>
{
    /// <summary>Name of the system.</summary>
    public static string SystemName => "depot";

    /// <summary>Declares what a connection can do.</summary>
    public static void Build(ConnectorBuilder<DepotOptions> connector)
    {
        connector.AddValidator<DepotOptionsValidator>().AddValidator<DepotRules>();

        // The Depot counts calls for each key, so connections with the same key share one budget.
        connector.AddBudget(SecretName.Of(connector.Options.ApiKey), provider => new AdaptiveBudget(connector.Options.AtOnce, provider.GetRequiredService<TimeProvider>()));
        connector.AddApi<IDepotApi, DepotOptions>(
            (http, options) =>
            {
                http.BaseAddress = options.BaseAddress;
                http.DefaultRequestHeaders.Authorization = new("Bearer", options.ApiKey);
            },
            DepotJson.Default.Options,
            api => api.UseBudget(provider => provider.GetRequiredService<AdaptiveBudget>()).UseFaults<DepotFaults>());
        connector
            .AddSource<Product, ItemSource>(ItemSource.AtOnce)
            .AddSink<Order, OrderSink>(WriteProof.NativeKey)
            .AddWebhooks<EventVerifier>();
    }
}
