using System.Text.RegularExpressions;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Api;

/// <summary>Reads OData errors; the correlation id stands in the message or in a header.</summary>
internal sealed partial class BusinessCentralFaults : IFaultMapper
{
    /// <summary>Reason of an answer that the addressed entity is not there.</summary>
    public const string NotFound = "not-found";

    private const int MostCharacters = 300;
    private static readonly string[] IdHeaders = ["request-id", "ms-correlation-x", "x-ms-correlation-id", "client-request-id"];

    public ConnectorException? Map(HttpResponseMessage response, string body)
    {
        var error = Refusals.Read(body, BusinessCentralJson.Default.ODataError)?.Error;
        var message = error?.Message ?? "";
        var correlation = Correlation().Match(message);
        var requestId = correlation.Success ? correlation.Groups[1].Value
            : IdHeaders.Select(name => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null).FirstOrDefault(value => value is not null);
        var code = error?.Code is { Length: > 0 and <= 100 } text && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.') ? text : "no code";
        return StandardFaults.Of(response, $"Business Central refused ({code}). {Shown(message)}".TrimEnd(), Reason((int)response.StatusCode), requestId);
    }

    private static string? Reason(int status) => status switch { 404 => NotFound, 409 or 412 => Reasons.Conflict, _ => null };

    /// <summary>The vendor's sentence without addresses of persons, phone numbers and the correlation id.</summary>
    private static string Shown(string message)
    {
        var text = Phone().Replace(Mail().Replace(Correlation().Replace(message, ""), "(hidden)"), "(hidden)").ReplaceLineEndings(" ").Trim();
        return text.Length <= MostCharacters ? text : $"{text[..MostCharacters]}…";
    }

    [GeneratedRegex(@"CorrelationId:\s*([0-9a-fA-F-]{36})\.?", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Correlation();

    [GeneratedRegex(@"[^\s'""<>,;]+@[^\s'""<>,;]+", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Mail();

    [GeneratedRegex(@"\+\d[\d ()/.-]{5,}\d", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Phone();
}
