using System.Net;
using System.Text.Json;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Api;

/// <summary>A refused credential is 400 or 401 at Microsoft Entra; its description may hold names, so only the code is told.</summary>
internal sealed class EntraFaults : IFaultMapper
{
    public ConnectorException? Map(HttpResponseMessage response, string body)
    {
        var refusal = Refusals.Read(body, BusinessCentralJson.Default.TokenRefusal);
        var code = refusal?.Error is { Length: > 0 and < 60 } error && error.All(letter => char.IsAsciiLetter(letter) || letter == '_') ? error : "no reason given";
        var fault = StandardFaults.Of(response, $"Microsoft Entra issued no token ({code}).", requestId: refusal?.CorrelationId);
        return response.StatusCode is HttpStatusCode.BadRequest
            ? new(FaultKind.Unauthorized, fault.Message) { VendorRequestId = fault.VendorRequestId }
            : new(fault.Kind, fault.Message) { VendorRequestId = fault.VendorRequestId, RetryAfter = fault.RetryAfter, MayHaveTakenEffect = false };
    }
}

internal static class Refusals
{
    /// <summary>Reads the start of a refusal's body; null when it is no such text.</summary>
    public static T? Read<T>(string body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
