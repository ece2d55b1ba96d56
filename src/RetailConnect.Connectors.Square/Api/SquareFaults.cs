using System.Text.Json;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Api;

/// <summary>Reads Square's errors: the code decides, the detail is told, values of fields are not.</summary>
internal sealed class SquareFaults : IFaultMapper
{
    public ConnectorException? Map(HttpResponseMessage response, string body)
    {
        var error = Read(body);
        var request = response.Headers.TryGetValues("X-Request-Id", out var ids) ? ids.FirstOrDefault() : null;
        var kind = error?.Code switch
        {
            "RATE_LIMITED" => FaultKind.Throttled,
            "VERSION_MISMATCH" or "CONFLICT" => FaultKind.Conflict,
            "UNAUTHORIZED" or "ACCESS_TOKEN_EXPIRED" or "ACCESS_TOKEN_REVOKED" or "FORBIDDEN" or "INSUFFICIENT_SCOPES" => FaultKind.Unauthorized,
            _ => StandardFaults.KindOf(response.StatusCode),
        };
        var standard = StandardFaults.Of(response, "", TimeProvider.System);
        return new(kind, $"{(int)response.StatusCode} {error?.Code}: {error?.Detail ?? "Square refused without saying why."}{(error?.Field is { } field ? $" ({field})" : "")}")
        {
            Reason = error?.Code is { Length: > 0 } code ? code.ToLowerInvariant().Replace('_', '-') : null, RetryAfter = standard.RetryAfter, VendorRequestId = request,
        };
    }

    private static ErrorWire? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SquareJson.Default.ErrorList)?.Errors is [var first, ..] ? first : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
