using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RetailConnect.Http;

/// <summary>Reads a list of a vendor's answer entry by entry, so that one of another shape than promised is a stand-in with its trouble, and the others are read.</summary>
/// <remarks>Add it to the converters of a connector's JSON context. JSON that is broken as such still fails as a whole. Thread-safe.</remarks>
/// <typeparam name="T">The entry.</typeparam>
public sealed class EntriesReader<T> : JsonConverter<IReadOnlyList<T>>
    where T : class, ITroubledEntry<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            throw new JsonException("A list is expected.");
        }

        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        using var list = JsonDocument.ParseValue(ref reader);
        var entries = new List<T>(list.RootElement.GetArrayLength());
        foreach (var entry in list.RootElement.EnumerateArray())
        {
            entries.Add(EntryReader<T>.Read(entry, type));
        }

        return entries;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        foreach (var entry in value)
        {
            JsonSerializer.Serialize(writer, entry, type);
        }

        writer.WriteEndArray();
    }
}
