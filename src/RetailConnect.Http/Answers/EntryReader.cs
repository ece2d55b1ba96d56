using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RetailConnect.Http;

/// <summary>Reads one entry that stands by itself, so that it is a stand-in with its trouble when it is of another shape than promised, and what surrounds it is read.</summary>
/// <remarks>Put it on the property of a contract. JSON that is broken as such still fails as a whole. Thread-safe.</remarks>
/// <typeparam name="T">The entry.</typeparam>
public sealed class EntryReader<T> : JsonConverter<T>
    where T : class, ITroubledEntry<T>
{
    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var entry = JsonDocument.ParseValue(ref reader);
        return Read(entry.RootElement, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));

    internal static T Read(JsonElement entry, JsonTypeInfo<T> type)
    {
        try
        {
            return entry.Deserialize(type) ?? T.Troubled(entry, "$");
        }
        catch (JsonException exception)
        {
            return T.Troubled(entry, exception.Path ?? "$");
        }
    }
}
