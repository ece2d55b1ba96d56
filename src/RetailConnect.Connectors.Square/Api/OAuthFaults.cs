using System.Net;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Api;

/// <summary>A refused grant pauses the connection; nothing took effect, whatever the answer was.</summary>
internal sealed class OAuthFaults : IFaultMapper
{
    public ConnectorException? Map(HttpResponseMessage response, string body)
    {
        var fault = StandardFaults.Of(response, "Square issued no access token.");
        var kind = response.StatusCode is HttpStatusCode.BadRequest ? FaultKind.Unauthorized : fault.Kind;
        return new(kind, fault.Message) { RetryAfter = fault.RetryAfter, MayHaveTakenEffect = false };
    }
}
