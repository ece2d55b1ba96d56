using System.Text.Json.Serialization;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Api;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LocationList))]
[JsonSerializable(typeof(OrderSearch))]
[JsonSerializable(typeof(OrderIds))]
[JsonSerializable(typeof(OrderList))]
[JsonSerializable(typeof(CustomerSearch))]
[JsonSerializable(typeof(CustomerIds))]
[JsonSerializable(typeof(CustomerList))]
[JsonSerializable(typeof(CustomerAnswers))]
[JsonSerializable(typeof(CatalogSearch))]
[JsonSerializable(typeof(CatalogIds))]
[JsonSerializable(typeof(CatalogList))]
[JsonSerializable(typeof(CatalogUpsert))]
[JsonSerializable(typeof(CountSearch))]
[JsonSerializable(typeof(CountList))]
[JsonSerializable(typeof(StockChanges))]
[JsonSerializable(typeof(SubscriptionList))]
[JsonSerializable(typeof(SubscriptionBody))]
[JsonSerializable(typeof(SubscriptionAnswer))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ErrorList))]
internal sealed partial class SquareJson : JsonSerializerContext;
