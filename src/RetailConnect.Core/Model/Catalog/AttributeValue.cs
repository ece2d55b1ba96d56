using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace RetailConnect;

/// <summary>Value of an attribute, with its type. Equal values have equal texts, however they were written.</summary>
[JsonConverter(typeof(AttributeValueJson))]
public sealed record AttributeValue
{
    private const string DateForm = "yyyy-MM-dd";
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private const NumberStyles NumberForm = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private AttributeValue(AttributeType type, string text) => (Type, Text) = (type, text);

    /// <summary>The explicit absence of a value: a target that has one gives it up.</summary>
    public static AttributeValue Cleared { get; } = new(AttributeType.Cleared, "");

    /// <summary>What the value is.</summary>
    public AttributeType Type { get; }

    /// <summary>The value in invariant form: <c>2.5</c>, <c>true</c>, <c>2026-01-31</c>, <c>2026-01-31T12:00:00Z</c>; empty when cleared.</summary>
    public string Text { get; }

    /// <summary>A text.</summary>
    public static AttributeValue Of(string text) => new(AttributeType.Text, text);

    /// <summary>A number.</summary>
    public static AttributeValue Of(decimal number) => new(AttributeType.Number, Trimmed.Of(number).ToString(CultureInfo.InvariantCulture));

    /// <summary>Yes or no.</summary>
    public static AttributeValue Of(bool flag) => new(AttributeType.Boolean, flag ? "true" : "false");

    /// <summary>A day.</summary>
    public static AttributeValue Of(DateOnly date) => new(AttributeType.Date, date.ToString(DateForm, CultureInfo.InvariantCulture));

    /// <summary>A point in time.</summary>
    public static AttributeValue Of(DateTimeOffset time) => new(AttributeType.DateTime, time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture));

    /// <summary>Reads a value from its invariant form; a time may state any offset.</summary>
    public static bool TryParse(AttributeType type, string? text, [NotNullWhen(true)] out AttributeValue? value)
    {
        value = type switch
        {
            AttributeType.Text when text is not null => Of(text),
            AttributeType.Number when decimal.TryParse(text, NumberForm, CultureInfo.InvariantCulture, out var number) => Of(number),
            AttributeType.Boolean when text is "true" or "false" => Of(text is "true"),
            AttributeType.Date when DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => Of(date),
            AttributeType.DateTime when text is [_, _, _, _, '-', ..] && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => Of(time),
            AttributeType.Cleared when string.IsNullOrEmpty(text) => Cleared,
            _ => null,
        };
        return value is not null;
    }

    /// <summary>Returns the invariant form.</summary>
    public override string ToString() => Text;
}
