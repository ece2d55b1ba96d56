using System.Text.Json.Serialization;
using CustomConnector.Depot.Api.Contracts;
using RetailConnect.Http;

namespace CustomConnector.Depot.Api;

/// <summary>An answer without a field that is needed is no answer of the API: it fails as Transient instead of becoming an empty product. Items are read one by one, so that one of another shape keeps none of the others.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    Converters = [typeof(EntriesReader<Item>)])]
[JsonSerializable(typeof(ItemPage))]
[JsonSerializable(typeof(ItemList))]
[JsonSerializable(typeof(OrderBody))]
[JsonSerializable(typeof(OrderAnswer))]
[JsonSerializable(typeof(Refusal))]
internal sealed partial class DepotJson : JsonSerializerContext;
