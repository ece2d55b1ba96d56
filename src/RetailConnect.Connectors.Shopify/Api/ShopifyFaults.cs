using System.Text.Json;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Reads answers that are no 2xx. A shop that is frozen (402) or locked (423) counts as not authorized: no repeat helps until a person acts.</summary>
internal sealed class ShopifyFaults : IFaultMapper
{
    public const string RequestIdHeader = "X-Request-Id";

    public ConnectorException? Map(HttpResponseMessage response, string body)
    {
        var status = (int)response.StatusCode;
        var kind = status is 402 or 423 ? FaultKind.Unauthorized : StandardFaults.KindOf(response.StatusCode);
        return new(kind, $"{status}: Shopify {What(status)}.")
        {
            RetryAfter = StandardFaults.WaitOf(response) ?? (kind is FaultKind.Throttled ? Bucket(body) : null), VendorRequestId = RequestId(response),
        };
    }

    public static string? RequestId(HttpResponseMessage response) => response.Headers.TryGetValues(RequestIdHeader, out var values) ? values.FirstOrDefault() : null;

    private static string What(int status) => status switch
    {
        401 => "does not accept the access token",
        402 => "says that the shop is frozen",
        403 => "denies access",
        404 => "does not know the shop or the version of the API",
        423 => "says that the shop is locked",
        429 => "asks to slow down",
        >= 500 => "failed",
        _ => "refused the request",
    };

    private static TimeSpan Bucket(string body)
    {
        try
        {
            return GraphFaults.Refill(JsonSerializer.Deserialize(body, ShopifyJson.Default.GraphAnswer)?.Extensions?.Cost);
        }
        catch (JsonException)
        {
            return GraphFaults.Refill(null);
        }
    }
}

/// <summary>A refused grant is 400 or 401; the body may name the app, so it is not repeated.</summary>
internal sealed class GrantFaults : IFaultMapper
{
    public ConnectorException? Map(HttpResponseMessage response, string body)
    {
        var kind = (int)response.StatusCode is 400 or 402 or 404 or 423 ? FaultKind.Unauthorized : StandardFaults.KindOf(response.StatusCode);
        return new(kind, $"{(int)response.StatusCode}: Shopify issued no access token.")
        {
            RetryAfter = StandardFaults.WaitOf(response), VendorRequestId = ShopifyFaults.RequestId(response), MayHaveTakenEffect = false,
        };
    }
}
