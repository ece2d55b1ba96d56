using System.Text.Json.Serialization;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Api;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true,
    Converters = [typeof(EntriesReader<SquareOrder>), typeof(EntriesReader<SquareCustomer>), typeof(EntriesReader<SquarePayout>)])]
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
[JsonSerializable(typeof(PayoutList))]
[JsonSerializable(typeof(PayoutEntryList))]
[JsonSerializable(typeof(SubscriptionList))]
[JsonSerializable(typeof(SubscriptionBody))]
[JsonSerializable(typeof(SubscriptionAnswer))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ProgramAnswer))]
[JsonSerializable(typeof(PointsQuestion))]
[JsonSerializable(typeof(PointsAnswer))]
[JsonSerializable(typeof(LoyaltyAccountSearch))]
[JsonSerializable(typeof(LoyaltyAccountList))]
[JsonSerializable(typeof(NewLoyaltyAccount))]
[JsonSerializable(typeof(LoyaltyAccountAnswer))]
[JsonSerializable(typeof(Accumulation))]
[JsonSerializable(typeof(Adjustment))]
[JsonSerializable(typeof(LoyaltyEventSearch))]
[JsonSerializable(typeof(LoyaltyEventList))]
[JsonSerializable(typeof(LoyaltyEventAnswer))]
[JsonSerializable(typeof(ErrorList))]
internal sealed partial class SquareJson : JsonSerializerContext;
