using System.Text.Json;
using System.Text.RegularExpressions;
using CustomConnector.Depot.Api.Contracts;
using RetailConnect.Http;

namespace CustomConnector.Depot.Api;

/// <summary>Reads the Depot's refusals; the kind of fault and Retry-After follow the status as everywhere.</summary>
internal sealed partial class DepotFaults : IFaultMapper
{
    /// <summary>Header in which the Depot numbers its answers.</summary>
    public const string RequestId = "Depot-Request-Id";

    private const int MostCharacters = 300;

    public ConnectorException? Map(HttpResponseMessage response, string body)
    {
        var refusal = Read(body);
        var requestId = response.Headers.TryGetValues(RequestId, out var values) ? values.FirstOrDefault() : null;
        return StandardFaults.Of(response, $"The Depot refused. {Shown(refusal?.Message ?? "")}".TrimEnd(), Reason(refusal?.Code), requestId);
    }

    /// <summary>Reasons are metric tags: only the few that somebody acts upon are told apart.</summary>
    private static string? Reason(string? code) => code switch
    {
        "unknown_sku" => Reasons.UnknownSku,
        "wrong_quantity" => Reasons.InvalidQuantity,
        "version_moved" => Reasons.Conflict,
        _ => null,
    };

    private static Refusal? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, DepotJson.Default.Refusal);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The message is shown to people: it must not hold an address of a customer.</summary>
    private static string Shown(string message)
    {
        var text = Mail().Replace(message, "(hidden)").ReplaceLineEndings(" ").Trim();
        return text.Length <= MostCharacters ? text : $"{text[..MostCharacters]}…";
    }

    [GeneratedRegex(@"[^\s'""<>,;]+@[^\s'""<>,;]+", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Mail();
}
