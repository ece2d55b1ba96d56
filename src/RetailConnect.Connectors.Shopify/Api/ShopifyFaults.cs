using System.Net;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Reads Shopify's refusals. The grant answers 400 for a wrong client: that is about credentials, not about data.</summary>
internal sealed class ShopifyFaults : IFaultMapper
{
    public ConnectorException? Map(HttpResponseMessage response, string body)
    {
        var request = response.Headers.TryGetValues("X-Request-Id", out var ids) ? ids.FirstOrDefault() : null;
        if (response.StatusCode is HttpStatusCode.BadRequest && body.Contains("invalid_client", StringComparison.Ordinal))
        {
            return new(FaultKind.Unauthorized, "Shopify does not accept the client id and secret.") { VendorRequestId = request };
        }

        return response.StatusCode is HttpStatusCode.PaymentRequired or HttpStatusCode.Locked
            ? new(FaultKind.Unauthorized, $"{(int)response.StatusCode}: the shop is frozen or locked.") { VendorRequestId = request }
            : StandardFaults.Of(response, "Shopify refused the request.", TimeProvider.System, requestId: request);
    }
}
