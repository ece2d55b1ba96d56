using System.Text.Json;
using System.Text.RegularExpressions;
using RetailConnect.Connectors.TalonOne.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.TalonOne.Api;

/// <summary>Reads Talon.One's refusals.</summary>
internal sealed partial class TalonOneFaults : IFaultMapper
{
    /// <summary>Reason of an answer that the addressed entity is not there.</summary>
    public const string NotFound = "not-found";

    private const int MostCharacters = 300;
    private static readonly string[] IdHeaders = ["X-Request-Id", "X-UUID", "X-Correlation-Id"];

    public ConnectorException? Map(HttpResponseMessage response, string body)
    {
        var refusal = Read(body);
        string?[] parts = [refusal?.Message, .. (refusal?.Errors ?? []).Select(problem => problem?.Title)];
        var said = string.Join("; ", parts.Where(part => !string.IsNullOrWhiteSpace(part)).Distinct());
        var requestId = IdHeaders.Select(name => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null).FirstOrDefault(value => value is not null);
        return StandardFaults.Of(response, $"Talon.One refused. {Shown(said)}".TrimEnd(), Reason((int)response.StatusCode), requestId);
    }

    private static string? Reason(int status) => status switch { 404 => NotFound, 409 => Reasons.Conflict, _ => null };

    private static Refusal? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, TalonOneJson.Default.Refusal);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shown(string message)
    {
        var text = Mail().Replace(message, "(hidden)").ReplaceLineEndings(" ").Trim();
        return text.Length <= MostCharacters ? text : $"{text[..MostCharacters]}…";
    }

    [GeneratedRegex(@"[^\s'""<>,;]+@[^\s'""<>,;]+", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Mail();
}
