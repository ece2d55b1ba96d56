using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailConnect.AspNetCore.Webhooks;

namespace RetailConnect;

/// <summary>Maps the vendors' webhooks.</summary>
public static class WebhookEndpointExtensions
{
    /// <summary>Receives webhooks under <see cref="WebhookAddress.Pattern"/>: verified, recorded durably, then answered.</summary>
    /// <remarks>
    /// The signature is the authentication, so the endpoint is anonymous. A store that can't record answers 503, and the vendor sends again.
    /// Bodies above <see cref="WebhookEndpoint.MostBytes"/> are not read to their end.
    /// </remarks>
    public static IEndpointConventionBuilder MapRetailConnectWebhooks(this IEndpointRouteBuilder endpoints)
    {
        var endpoint = new WebhookEndpoint(
            endpoints.ServiceProvider.GetRequiredService<IWebhookIntake>(), endpoints.ServiceProvider.GetRequiredService<ILogger<WebhookEndpoint>>());
        return endpoints.MapMethods(WebhookAddress.Pattern, [HttpMethods.Post, HttpMethods.Get], endpoint.ReceiveAsync).AllowAnonymous().DisableAntiforgery();
    }
}
