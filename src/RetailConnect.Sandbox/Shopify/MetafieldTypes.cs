using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>Types of metafields: which texts each takes, and how it keeps them.</summary>
internal static partial class MetafieldTypes
{
    private static readonly string[] Schemes = ["http", "https", "mailto", "sms", "tel"];

    /// <summary>Returns the text as it is kept; null when the type does not take it, or is not known.</summary>
    public static string? Kept(string type, string text) => type switch
    {
        "single_line_text_field" => text.AsSpan().ContainsAny('\r', '\n') ? null : text,
        "multi_line_text_field" => text.ReplaceLineEndings("\n"),
        "url" => Uri.TryCreate(text, UriKind.Absolute, out var address) && Schemes.Contains(address.Scheme) ? text : null,
        "color" => Color().IsMatch(text) ? text : null,
        "number_integer" => Integer().IsMatch(text) && decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= 9_007_199_254_740_991m ? text : null,
        "number_decimal" => Decimal().IsMatch(text) ? text : null,
        "boolean" => text is "true" or "false" ? text : null,
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null,
        "date_time" => Time().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'+00:00'", CultureInfo.InvariantCulture) : null,
        "json" => IsJson(text) ? text : null,
        _ => null,
    };

    /// <summary>True for a type that the simulator has; it has those that a connector uses.</summary>
    public static bool Knows(string type) => type is "single_line_text_field" or "multi_line_text_field" or "url" or "color" or "number_integer" or "number_decimal" or "boolean" or "date" or "date_time" or "json";

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A#[0-9a-fA-F]{6}\z")]
    private static partial Regex Color();

    [GeneratedRegex(@"\A-?[0-9]{1,16}\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A-?[0-9]{1,13}(?:\.[0-9]{1,9})?\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex Time();
}
