namespace RetailConnect.Contracts.Coverage;

/// <summary>As what the Shopify connector reads the answer to each document: the data, and the nodes that it reads one by one.</summary>
internal static class DocumentPlan
{
    /// <summary>Types of the connector's serializer that no document sends or reads.</summary>
    public static readonly string[] Envelopes = ["TokenAnswer", "GraphRequest", "GraphAnswer", "BulkLine", "DictionaryStringString"];

    /// <summary>A document that only bulk operations run: there is no answer, and each node within its connections is a line by itself.</summary>
    public const string InBulk = "GraphAnswer";

    public static (string Data, string? Node)? Of(string document) => document switch
    {
        "Customers" => ("EntityPage", "WireCustomer"),
        "CustomersById" => ("NodeList", "WireCustomer"),
        "Locations" => ("EntityPage", "WireLocation"),
        "OrderVersions" => ("VersionPage", null),
        "OrdersById" => ("NodeList", "WireOrder"),
        "OrderAgreements" => ("AgreementAnswer", null),
        "OrderFees" => ("FeesAnswer", null),
        "OrderDuties" => ("RestDutyLine", null),
        "OrderLines" => ("RestWireLine", null),
        "OrderShipping" => ("RestWireShipping", null),
        "OrderPlaces" => ("RestWirePlace", null),
        "PlaceLines" => ("RestPlaceLine", null),
        "FulfillmentLines" => ("RestShippedLine", null),
        "Products" => ("EntityPage", "WireProduct"),
        "ProductsById" => ("NodeList", "WireProduct"),
        "ProductVariants" => ("RestWireVariant", null),
        "ProductLayout" => ("LayoutAnswer", null),
        "ProductLayoutVariants" => ("RestLayoutVariant", null),
        "ProductLayouts" => ("NodeList", "ProductLayout"),
        "BulkOperations" => ("BulkPage", null),
        "BulkOperation" => ("BulkAnswer", null),
        "BulkQuery" => ("BulkQueryAnswer", null),
        "VariantsShown" => ("ShownVariants", null),
        "LevelsShown" => ("RestShownLevel", null),
        "SizeShown" => ("ShownSize", null),
        "AllVariants" => (InBulk, "ShownVariant"),
        "AllLevels" => (InBulk, "ShownLevel"),
        "StagedUpload" => ("StagedUploadAnswer", null),
        "BulkRun" => ("BulkRunAnswer", null),
        "ProductSet" => ("ProductSetAnswer", null),
        "ProductSetVariants" => ("RestWrittenVariant", null),
        "ProductMetafields" => ("NodeList", "MetafieldOwner"),
        "MetafieldsSet" => ("MetafieldSetAnswer", null),
        "Publish" => ("PublishAnswer", null),
        "CollectionByHandle" => ("CollectionAnswer", null),
        "CollectionCreate" => ("CollectionCreateAnswer", null),
        "PriceLists" => ("PriceListPage", null),
        "FixedPricesAdd" => ("FixedPricesAddAnswer", null),
        "FixedPricesDelete" => ("FixedPricesDeleteAnswer", null),
        "MetafieldsDelete" => ("MetafieldDeleteAnswer", null),
        "RefundsById" => ("NodeList", "WireRefund"),
        "RefundedOrders" => ("RefundedPage", null),
        "RefundLines" => ("RestWireRefundLine", null),
        "RefundShipping" => ("RestWireRefundShipping", null),
        "RefundAdjustments" => ("RestWireAdjustment", null),
        "RefundTransactions" => ("RestWireTransaction", null),
        "Payouts" => ("PayoutPage", "WirePayout"),
        "PayoutMovements" => ("MovementPage", null),
        "Shop" => ("ShopAnswer", null),
        "StockLevels" => ("LevelList", null),
        "StockSet" => ("StockSetAnswer", null),
        "StockActivate" => ("StockActivateAnswer", null),
        "OrderToShip" => ("OrderToShipAnswer", null),
        "PlacesToShip" => ("RestOpenPlace", null),
        "LinesToShip" => ("RestOpenLine", null),
        "LinesSent" => ("RestParcelLine", null),
        "FulfillmentsById" => ("NodeList", "Parcel"),
        "FulfillmentCreate" => ("FulfillmentCreateAnswer", null),
        "TrackingUpdate" => ("TrackingUpdateAnswer", null),
        "FulfillmentCancel" => ("FulfillmentCancelAnswer", null),
        "Webhooks" => ("WebhookPage", null),
        "WebhookCreate" or "WebhookUpdate" => ("WebhookAnswer", null),
        _ => null,
    };
}
