using System.Text.Json;
using System.Text.RegularExpressions;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Api;

/// <summary>Reads Square's list of errors; the code says more than the status.</summary>
internal sealed partial class SquareFaults : IFaultMapper
{
    /// <summary>Reason of a page cursor that is not valid any more.</summary>
    public const string InvalidCursor = "invalid-cursor";

    /// <summary>Reason of an answer that the addressed entity is not there.</summary>
    public const string NotFound = "not-found";

    /// <summary>Reason of an idempotency key that Square knows with another body.</summary>
    public const string KeyReused = "idempotency-key-reused";

    private const int MostCharacters = 300;
    private static readonly string[] IdHeaders = ["square-request-id", "x-request-id"];

    public ConnectorException? Map(HttpResponseMessage response, string body)
    {
        var requestId = IdHeaders.Select(name => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null).FirstOrDefault(value => value is not null);
        var standard = StandardFaults.Of(response, "Square refused without saying why.", requestId: requestId);
        return Read(body) is { Count: > 0 } errors ? Of(errors, (int)response.StatusCode, standard) : standard;
    }

    /// <summary>Makes a fault of errors; the first one that changes the kind counts.</summary>
    public static ConnectorException Of(IReadOnlyList<SquareError> errors, int status, ConnectorException? standard = null)
    {
        var error = errors.FirstOrDefault(item => KindOf(item) is not null) ?? errors[0];
        var kind = KindOf(error) ?? standard?.Kind ?? FaultKind.Rejected;
        return new(kind, $"{status}: Square refused ({Word(error.Code) ?? "no code"}{(Word(error.Field) is { } field ? $" at {field}" : "")}). {Shown(error.Detail ?? "")}".TrimEnd())
        {
            Reason = ReasonOf(error), RetryAfter = standard?.RetryAfter, VendorRequestId = standard?.VendorRequestId,
        };
    }

    private static FaultKind? KindOf(SquareError error) => (error.Code, error.Category) switch
    {
        ("VERSION_MISMATCH" or "CONFLICT" or "INVALID_TIME", _) => FaultKind.Conflict,
        ("RATE_LIMITED" or "PLAID_ERROR_RATE_LIMIT", _) or (_, "RATE_LIMIT_ERROR") => FaultKind.Throttled,
        ("UNAUTHORIZED" or "V1_ACCESS_TOKEN" or "ACCESS_TOKEN_EXPIRED" or "ACCESS_TOKEN_REVOKED" or "FORBIDDEN" or "INSUFFICIENT_SCOPES" or "CLIENT_DISABLED" or "APPLICATION_DISABLED", _) or (_, "AUTHENTICATION_ERROR") => FaultKind.Unauthorized,
        ("INTERNAL_SERVER_ERROR" or "SERVICE_UNAVAILABLE" or "GATEWAY_TIMEOUT" or "BAD_GATEWAY" or "TEMPORARY_ERROR" or "REQUEST_TIMEOUT", _) => FaultKind.Transient,
        _ => null,
    };

    private static string? ReasonOf(SquareError error) => error.Code switch
    {
        "VERSION_MISMATCH" or "CONFLICT" or "INVALID_TIME" => Reasons.Conflict,
        "INVALID_CURSOR" => InvalidCursor,
        "NOT_FOUND" => NotFound,
        "IDEMPOTENCY_KEY_REUSED" => KeyReused,
        _ => null,
    };

    private static IReadOnlyList<SquareError>? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SquareJson.Default.ErrorList)?.Errors;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A code or the name of a field; null when the text is none.</summary>
    private static string? Word(string? text) => text is { Length: > 0 and <= 100 } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '[' or ']') ? text : null;

    /// <summary>The vendor's sentence without e-mail addresses, phone numbers and tokens.</summary>
    public static string Shown(string detail)
    {
        var text = Token().Replace(Phone().Replace(Mail().Replace(detail, "(hidden)"), "(hidden)"), "(hidden)").ReplaceLineEndings(" ").Trim();
        return text.Length <= MostCharacters ? text : $"{text[..MostCharacters]}…";
    }

    [GeneratedRegex(@"[^\s'""<>,;`]+@[^\s'""<>,;`]+", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Mail();

    [GeneratedRegex(@"\+\d[\d ()/.-]{5,}\d", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\b(EAAA|EQAA|sq0)[\w-]{6,}", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Token();
}
