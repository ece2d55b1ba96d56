using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <summary>Custom attributes of items and variations: each has a definition, which says its type and key.</summary>
internal sealed class SquareAttributes(SquareState state)
{
    private const string Field = "custom_attribute_values";
    private const int MostDecimals = 5;
    private static readonly Dictionary<string, string> ValueFields = new() { ["STRING"] = "string_value", ["NUMBER"] = "number_value", ["BOOLEAN"] = "boolean_value" };

    /// <exception cref="SquareError">A value has no definition, or is not of its type.</exception>
    public void Check(JsonObject item)
    {
        switch (item[Field])
        {
            case null:
                return;
            case JsonObject values:
                foreach (var (key, value) in values)
                {
                    Check(key, value as JsonObject ?? throw Wrong(key, "A value is an object."));
                }

                return;
            default:
                throw SquareError.Bad("EXPECTED_OBJECT", "Expected an object.", Field);
        }
    }

    /// <summary>Adds what only the server says.</summary>
    public void Show(JsonObject item)
    {
        foreach (var (key, value) in item[Field] as JsonObject ?? [])
        {
            var (id, type) = state.AttributeDefinitions[key];
            (value!["name"], value["key"], value["type"], value["custom_attribute_definition_id"]) = (value["name"]?.DeepClone() ?? key, key, type, id);
        }
    }

    private void Check(string key, JsonObject value)
    {
        if (!state.AttributeDefinitions.TryGetValue(key, out var definition))
        {
            throw Wrong(key, $"There is no custom attribute definition with the key `{key}` for this object type.");
        }

        var (wanted, set) = (ValueFields[definition.Type], value.Where(field => field.Value is not null).Select(field => field.Key).ToHashSet());
        if (set.FirstOrDefault(field => field != "name" && !ValueFields.ContainsValue(field)) is { } unknown)
        {
            throw SquareError.Bad("BAD_REQUEST", "The field is not known, or may not be written.", $"{Field}.{key}.{unknown}");
        }

        if (!set.Contains(wanted) || set.Any(field => field != wanted && field != "name") || !Fits(definition.Type, value[wanted]!))
        {
            throw Wrong(key, $"The value is not of the type {definition.Type}.");
        }
    }

    private static bool Fits(string type, JsonNode value) => (type, value.GetValueKind()) switch
    {
        ("STRING", JsonValueKind.String) => ((string)value!).Length > 0,
        ("NUMBER", JsonValueKind.String) => decimal.TryParse((string)value!, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number == decimal.Round(number, MostDecimals),
        ("BOOLEAN", JsonValueKind.True or JsonValueKind.False) => true,
        _ => false,
    };

    private static SquareError Wrong(string key, string detail) => SquareError.Bad("INVALID_VALUE", detail, $"{Field}.{key}");
}
