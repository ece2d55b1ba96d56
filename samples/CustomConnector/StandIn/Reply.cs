using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CustomConnector.StandIn;

/// <summary>Answers in JSON.</summary>
internal static class Reply
{
    public static HttpResponseMessage With(int status, JsonNode body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Refused(int status, string code, string message) => With(status, new JsonObject { ["code"] = code, ["message"] = message });
}
