using System.Globalization;

namespace RetailConnect.Connectors.Shopify.Catalog.Attributes;

/// <summary>Values of attributes as metafields write them.</summary>
internal static class MetafieldText
{
    /// <summary>Shopify's numbers have 13 digits before the point and 9 behind it (shopify.dev: metafield data types).</summary>
    private const decimal Highest = 9_999_999_999_999.999999999m;
    private const decimal HighestInteger = 9_007_199_254_740_991m;
    private const int MostDecimals = 9;

    private static readonly Dictionary<string, AttributeType> Types = new(StringComparer.Ordinal)
    {
        ["single_line_text_field"] = AttributeType.Text, ["multi_line_text_field"] = AttributeType.Text, ["url"] = AttributeType.Text, ["color"] = AttributeType.Text,
        ["number_integer"] = AttributeType.Number, ["number_decimal"] = AttributeType.Number,
        ["boolean"] = AttributeType.Boolean, ["date"] = AttributeType.Date, ["date_time"] = AttributeType.DateTime,
    };

    /// <summary>The types that an attribute may be mapped to.</summary>
    public static IEnumerable<string> Known => Types.Keys;

    /// <summary>True when an attribute may be mapped to the type.</summary>
    public static bool Knows(string type) => Types.ContainsKey(type);

    /// <summary>Returns the metafield's text; null when there is to be none. A metafield can't hold an empty text.</summary>
    /// <exception cref="ConnectorException">The metafield holds values of another type.</exception>
    public static string? Of(ProductAttribute attribute, ShopifyMetafield place)
    {
        var value = attribute.Value;
        if (value.Type is AttributeType.Cleared || (value.Type is AttributeType.Text && string.IsNullOrWhiteSpace(value.Text)))
        {
            return null;
        }

        if (value.Type != Types[place.Type])
        {
            throw Refusal(attribute, place, $"is of the type {value.Type}");
        }

        return ProblemOf(value.Text, place.Type) is { } problem ? throw Refusal(attribute, place, problem) : Normal(value.Text);
    }

    /// <summary>Reads a metafield's text; null when it is no value of its type.</summary>
    public static AttributeValue? Read(string type, string text) => Types.TryGetValue(type, out var known) && AttributeValue.TryParse(known, Normal(text), out var value) ? value : null;

    /// <summary>Space around a text and the kind of its line ends are no difference.</summary>
    private static string Normal(string text) => text.Trim().ReplaceLineEndings("\n");

    private static string? ProblemOf(string text, string type) => type switch
    {
        "single_line_text_field" when text.AsSpan().ContainsAny('\r', '\n') => "has more than one line",
        "number_integer" when Number(text) is var number && (number != decimal.Truncate(number) || Math.Abs(number) > HighestInteger) => $"is {text}, which is no whole number in reach",
        "number_decimal" when Number(text) is var number && (Math.Abs(number) > Highest || number != decimal.Round(number, MostDecimals)) => $"is {text}, which has too many digits",
        _ => null,
    };

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static ConnectorException Refusal(ProductAttribute attribute, ShopifyMetafield place, string problem) => new(FaultKind.Rejected, $"The attribute '{attribute.Name}' {problem}; the metafield {place} holds {place.Type}.")
    {
        Reason = Reasons.AttributeTypeDiffers, Advice = "Correct the value in the source, or map the attribute to a metafield of its type, then replay. Nothing of the product was written.",
    };
}
