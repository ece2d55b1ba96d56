using System.Text.Json.Serialization;
using RetailConnect.Connectors.TalonOne.Api.Contracts;

namespace RetailConnect.Connectors.TalonOne.Api;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ProfileBody))]
[JsonSerializable(typeof(ProfileBodies))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(Evaluation))]
[JsonSerializable(typeof(ReturnBody))]
[JsonSerializable(typeof(ReturnAnswer))]
[JsonSerializable(typeof(Balances))]
[JsonSerializable(typeof(TransactionList))]
[JsonSerializable(typeof(Refusal))]
internal sealed partial class TalonOneJson : JsonSerializerContext;
