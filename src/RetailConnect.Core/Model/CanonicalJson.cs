using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RetailConnect;

/// <summary>Canonical models as JSON: stable names, and the fingerprint of the content.</summary>
public static class CanonicalJson
{
    private static readonly CanonicalJsonContext Strict = new(new(CanonicalJsonContext.Default.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    });

    /// <summary>Serializes a model.</summary>
    public static byte[] Serialize<T>(T value)
        where T : class => JsonSerializer.SerializeToUtf8Bytes(value, TypeOf<T>());

    /// <summary>Reads a model.</summary>
    /// <exception cref="JsonException">The text is no such model.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> json)
        where T : class => JsonSerializer.Deserialize(json, TypeOf<T>()) ?? throw new JsonException($"The text is no {typeof(T).Name}.");

    /// <summary>Reads a model that a person wrote: a member that is unknown, missing, there twice or null without being allowed to is refused, so that a slip of the pen loses nothing.</summary>
    /// <exception cref="JsonException">The text is no such model; the message says where.</exception>
    public static T DeserializeStrictly<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        var value = JsonSerializer.Deserialize(json, TypeOf<T>(Strict)) ?? throw new JsonException($"The text is no {typeof(T).Name}.");
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        return HasHole(document.RootElement) ? throw new JsonException("A list has an entry that is null.") : value;
    }

    /// <summary>Returns the SHA-256 of canonical JSON; equal content has equal fingerprints.</summary>
    public static string FingerprintOf(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json));

    /// <summary>Returns the fingerprint of a model.</summary>
    public static string Fingerprint<T>(T value)
        where T : class => FingerprintOf(Serialize(value));

    /// <summary>The serializer lets null into lists, whatever the model says.</summary>
    private static bool HasHole(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Null || HasHole(item)),
        JsonValueKind.Object => element.EnumerateObject().Any(member => HasHole(member.Value)),
        _ => false,
    };

    private static JsonTypeInfo<T> TypeOf<T>(CanonicalJsonContext? context = null) =>
        (JsonTypeInfo<T>?)(context ?? CanonicalJsonContext.Default).GetTypeInfo(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} is no canonical model.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    Converters = [typeof(SkuJson), typeof(ExternalIdJson), typeof(QuantityJson), typeof(CurrencyJson), typeof(GtinJson), typeof(DecimalJson)])]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(ListPrice))]
[JsonSerializable(typeof(Location))]
[JsonSerializable(typeof(StockLevel))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Customer))]
[JsonSerializable(typeof(Return))]
[JsonSerializable(typeof(Shipment))]
[JsonSerializable(typeof(Payout))]
[JsonSerializable(typeof(LoyaltyMember))]
[JsonSerializable(typeof(Comparison))]
[JsonSerializable(typeof(Erasure))]
internal sealed partial class CanonicalJsonContext : JsonSerializerContext;

internal sealed class SkuJson : JsonConverter<Sku>
{
    public override Sku Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Sku value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class ExternalIdJson : JsonConverter<ExternalId>
{
    public override ExternalId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, ExternalId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class QuantityJson : JsonConverter<Quantity>
{
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetDecimal());

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) => writer.WriteNumberValue(Trimmed.Of(value.Value));
}

internal sealed class CurrencyJson : JsonConverter<Currency>
{
    public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Currency.TryParse(reader.GetString(), out var currency) ? currency : throw new JsonException("Not an ISO 4217 currency in use.");

    public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
}

internal sealed class GtinJson : JsonConverter<Gtin>
{
    public override Gtin Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Gtin.TryParse(reader.GetString(), out var gtin) ? gtin : throw new JsonException("Not a GTIN.");

    public override void Write(Utf8JsonWriter writer, Gtin value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class DecimalJson : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(Trimmed.Of(value));
}

internal static class Trimmed
{
    /// <summary>Drops trailing zeros, so that 2.0 and 2 have one fingerprint.</summary>
    public static decimal Of(decimal value) => value / 1.000000000000000000000000000000000m;
}
