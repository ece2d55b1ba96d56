using System.Text.Json;
using System.Xml;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Catalog;

/// <summary>Properties of an item that the standard page has not to attributes. Business Central has no unknown value: what is blank there is known to be nothing.</summary>
internal static class ItemAttributes
{
    private const string NoDay = "0001-01-01";

    /// <summary>Returns the attributes, by name; a property that the page does not show is unknown.</summary>
    /// <exception cref="ConnectorException">A value is not of the type that the settings state.</exception>
    public static IReadOnlyList<ProductAttribute>? Map(Item item, IDictionary<string, BusinessCentralAttribute> map) => map.Count == 0 || item.Rest is not { } rest ? null
        : [.. map.Where(entry => rest.TryGetValue(entry.Key, out var value) && value.ValueKind is not JsonValueKind.Null).OrderBy(entry => entry.Value.Name, StringComparer.Ordinal)
            .Select(entry => new ProductAttribute { Name = entry.Value.Name, Value = Value(entry.Key, rest[entry.Key], entry.Value.Type) })];

    private static AttributeValue Value(string property, JsonElement value, AttributeType? type) => (value.ValueKind, type) switch
    {
        (JsonValueKind.String, _) when IsBlank(value.GetString()!, type) => AttributeValue.Cleared,
        (JsonValueKind.String, null or AttributeType.Text) => AttributeValue.Of(Decoded(value.GetString()!)),
        (JsonValueKind.String, AttributeType.Date or AttributeType.DateTime) when AttributeValue.TryParse(type.Value, value.GetString(), out var time) => time,
        (JsonValueKind.Number, null or AttributeType.Number) when value.TryGetDecimal(out var number) => AttributeValue.Of(number),
        (JsonValueKind.True or JsonValueKind.False, null or AttributeType.Boolean) => AttributeValue.Of(value.GetBoolean()),
        (JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False, AttributeType.Text) => AttributeValue.Of(value.GetRawText()),
        _ => throw new ConnectorException(FaultKind.Rejected, $"The item's '{property}' is a JSON {value.ValueKind}, which is read as {type?.ToString() ?? "no attribute"}.")
        {
            Reason = Reasons.AttributeTypeDiffers, Advice = "State the type of the field in ItemAttributes, then replay.",
        },
    };

    private static bool IsBlank(string text, AttributeType? type) =>
        string.IsNullOrWhiteSpace(Decoded(text)) || (type is AttributeType.Date or AttributeType.DateTime && text.StartsWith(NoDay, StringComparison.Ordinal));

    /// <summary>Choices come with the letters that no name may have written as numbers: a blank one is <c>_x0020_</c>.</summary>
    private static string Decoded(string text) => text.Contains("_x", StringComparison.Ordinal) ? XmlConvert.DecodeName(text) : text;
}
