using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.Shopify.Api.Contracts;

/// <summary>A field that can be emptied: the vendor keeps what is there when it is not named, and gives it up when it is null.</summary>
/// <param name="Text">The value; null empties the field.</param>
[JsonConverter(typeof(ClearableJson))]
internal sealed record Clearable(string? Text)
{
    public static Clearable Nothing { get; } = new(default(string));
}

internal sealed class ClearableJson : JsonConverter<Clearable>
{
    public override Clearable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.TokenType is JsonTokenType.Number ? JsonElement.ParseValue(ref reader).GetRawText() : reader.GetString());

    public override void Write(Utf8JsonWriter writer, Clearable value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
