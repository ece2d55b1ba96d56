using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Values as OData writes and compares them; a field that is not there has its kind's default, as in Business Central.</summary>
internal static partial class BcValue
{
    private const string DateForm = "yyyy-MM-dd";
    private const NumberStyles NumberForm = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static object Of(JsonNode? value, BcKind kind) => kind switch
    {
        BcKind.Number => (decimal?)value ?? 0m,
        BcKind.Flag => (bool?)value ?? false,
        BcKind.Id => Parse(BcKind.Id, (string?)value ?? "") ?? Guid.Empty,
        BcKind.Date => Parse(BcKind.Date, (string?)value ?? "") ?? DateOnly.MinValue,
        BcKind.Instant => Parse(BcKind.Instant, (string?)value ?? "") ?? DateTimeOffset.MinValue,
        _ => (string?)value ?? "",
    };

    /// <summary>Reads a text of a kind; null when it is ill-formed.</summary>
    public static object? Parse(BcKind kind, string text) => kind switch
    {
        BcKind.Text => text,
        BcKind.Number => decimal.TryParse(text, NumberForm, CultureInfo.InvariantCulture, out var number) ? number : null,
        BcKind.Flag => text is "true" ? true : text is "false" ? false : null,
        BcKind.Id => IdForm().IsMatch(text) ? Guid.Parse(text) : null,
        BcKind.Date => DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
        _ => InstantForm().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null,
    };

    public static string Write(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString(DateForm, CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Reads a literal of a filter; null when it is none.</summary>
    public static (BcKind Kind, object Value)? Literal(string text)
    {
        if (text is ['\'', .., '\''])
        {
            return (BcKind.Text, text[1..^1].Replace("''", "'", StringComparison.Ordinal));
        }

        foreach (var kind in (BcKind[])[BcKind.Flag, BcKind.Number, BcKind.Id, BcKind.Date, BcKind.Instant])
        {
            if (Parse(kind, text) is { } value)
            {
                return (kind, value);
            }
        }

        return null;
    }

    /// <summary>Compares two values of one kind; texts without case, as the database's collation does.</summary>
    public static int Compare(object first, object second) => first is string text
        ? string.Compare(text, (string)second, StringComparison.OrdinalIgnoreCase)
        : Comparer<object>.Default.Compare(first, second);

    public static string NameOf(BcKind kind) => kind switch
    {
        BcKind.Text => "Edm.String",
        BcKind.Number => "Edm.Decimal",
        BcKind.Flag => "Edm.Boolean",
        BcKind.Id => "Edm.Guid",
        BcKind.Date => "Edm.Date",
        _ => "Edm.DateTimeOffset",
    };

    [GeneratedRegex(@"\A[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\z")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,7})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex InstantForm();
}
