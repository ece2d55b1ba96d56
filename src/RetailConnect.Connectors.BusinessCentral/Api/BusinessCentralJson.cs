using System.Text.Json.Serialization;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Api;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true,
    Converters = [typeof(EntriesReader<Item>), typeof(EntriesReader<BusinessCustomer>), typeof(EntriesReader<SalesShipment>), typeof(EntriesReader<StockRow>)])]
[JsonSerializable(typeof(Page<Item>))]
[JsonSerializable(typeof(Page<ItemVariant>))]
[JsonSerializable(typeof(Page<ItemCategory>))]
[JsonSerializable(typeof(Page<BusinessLocation>))]
[JsonSerializable(typeof(Page<StockRow>))]
[JsonSerializable(typeof(Page<CurrencyRow>))]
[JsonSerializable(typeof(Page<BusinessCustomer>))]
[JsonSerializable(typeof(Page<SalesDocument>))]
[JsonSerializable(typeof(Page<SalesShipment>))]
[JsonSerializable(typeof(Page<OpenLine>))]
[JsonSerializable(typeof(Page<PostedInvoice>))]
[JsonSerializable(typeof(Page<PaymentJournal>))]
[JsonSerializable(typeof(Page<CustomerPayment>))]
[JsonSerializable(typeof(Page<GeneralJournal>))]
[JsonSerializable(typeof(Page<JournalLine>))]
[JsonSerializable(typeof(Page<GeneralLedgerEntry>))]
[JsonSerializable(typeof(Page<Subscription>))]
[JsonSerializable(typeof(BatchBody))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(LineUpdate))]
[JsonSerializable(typeof(HeadUpdate))]
[JsonSerializable(typeof(CustomerBody))]
[JsonSerializable(typeof(DocumentBody))]
[JsonSerializable(typeof(DocumentLine))]
[JsonSerializable(typeof(PaymentBody))]
[JsonSerializable(typeof(JournalLineBody))]
[JsonSerializable(typeof(SubscriptionBody))]
[JsonSerializable(typeof(NoticeList))]
[JsonSerializable(typeof(ODataError))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(TokenRefusal))]
internal sealed partial class BusinessCentralJson : JsonSerializerContext;
