using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailConnect;

/// <summary>Writes a value as an object of type and text; what is no value of its type is refused, by whomever it was written.</summary>
internal sealed class AttributeValueJson : JsonConverter<AttributeValue>
{
    public override AttributeValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        AttributeType? type = null;
        string? text = null;
        var known = reader.TokenType is JsonTokenType.StartObject;
        while (known && reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            known = reader.Read() && reader.TokenType is JsonTokenType.String;
            switch (name)
            {
                case "type" when known && type is null:
                    type = TypeOf(reader.GetString());
                    break;
                case "value" when known && text is null:
                    text = reader.GetString();
                    break;
                default:
                    known = false;
                    break;
            }
        }

        return known && type is { } found && AttributeValue.TryParse(found, text, out var value) ? value : throw new JsonException("No value of an attribute.");
    }

    public override void Write(Utf8JsonWriter writer, AttributeValue value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", value.Type.ToString());
        if (value.Type is not AttributeType.Cleared)
        {
            writer.WriteString("value", value.Text);
        }

        writer.WriteEndObject();
    }

    private static AttributeType? TypeOf(string? text) => Enum.TryParse<AttributeType>(text, out var type) && type.ToString() == text ? type : null;
}
