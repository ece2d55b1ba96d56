using System.Globalization;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>Puts a product's mapped attributes among an item's custom attributes; those of others stay.</summary>
internal static class ItemAttributes
{
    public const string Text = "STRING";
    public const string Number = "NUMBER";
    public const string Boolean = "BOOLEAN";
    private const int MostDecimals = 5;

    /// <summary>Returns the values that the item shall have; null when it has none and gets none.</summary>
    /// <exception cref="ConnectorException">A value can't be what its definition holds, or an attribute is named twice.</exception>
    public static Dictionary<string, CustomAttributeValue>? Map(Dictionary<string, CustomAttributeValue>? there, CatalogObject? existing, Product product, IDictionary<string, SquareAttribute> map)
    {
        var mapped = (product.Attributes ?? []).Where(attribute => map.ContainsKey(attribute.Name)).ToList();
        if (mapped.CountBy(attribute => attribute.Name).FirstOrDefault(name => name.Value > 1).Key is { } twice)
        {
            throw new ConnectorException(FaultKind.Rejected, $"The attribute '{twice}' is named twice.") { Reason = "attribute-twice", Advice = "Name each attribute of the product once in the source, then replay." };
        }

        if (mapped.Count == 0)
        {
            return there;
        }

        var values = new Dictionary<string, CustomAttributeValue>(there ?? []);
        foreach (var attribute in mapped)
        {
            var place = map[attribute.Name];
            if (attribute.Value.Type is AttributeType.Cleared || string.IsNullOrWhiteSpace(attribute.Value.Text))
            {
                values.Remove(place.Key);
            }
            else
            {
                values[place.Key] = Value(attribute, place, values.GetValueOrDefault(place.Key) ?? new(), existing?.CustomAttributeValues?.GetValueOrDefault(place.Key)?.DefinedType());
            }
        }

        return values.Count == 0 && there is null ? null : values;
    }

    private static CustomAttributeValue Value(ProductAttribute attribute, SquareAttribute place, CustomAttributeValue there, string? known)
    {
        var text = attribute.Value.Text;
        return (place.Type, attribute.Value.Type) switch
        {
            _ when known is not null && known != place.Type => throw Refusal(attribute, place, $"stands in a custom attribute of the type {known}"),
            (Text, AttributeType.Text or AttributeType.Date or AttributeType.DateTime) => there with { StringValue = text },
            (Number, AttributeType.Number) when Decimal(text) is { } number && number == decimal.Round(number, MostDecimals) => there.NumberValue is { } before && Decimal(before) == number ? there : there with { NumberValue = text },
            (Boolean, AttributeType.Boolean) => there with { BooleanValue = text is "true" },
            (Number, AttributeType.Number) => throw Refusal(attribute, place, $"is {text}, which has more than {MostDecimals} decimals"),
            _ => throw Refusal(attribute, place, $"is of the type {attribute.Value.Type}"),
        };
    }

    private static decimal? Decimal(string text) => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ConnectorException Refusal(ProductAttribute attribute, SquareAttribute place, string problem) => new(FaultKind.Rejected, $"The attribute '{attribute.Name}' {problem}; '{place.Key}' is mapped as {place.Type}.")
    {
        Reason = Reasons.AttributeTypeDiffers, Advice = "Correct the value in the source, or map the attribute to a definition of its type, then replay. Nothing of the product was written.",
    };
}
