namespace RetailConnect.Connectors.Square.Tests;

/// <summary>Documents of Square, as it writes them.</summary>
internal static class Samples
{
    public const string Search = "/v2/orders/search";
    public const string Batch = "/v2/orders/batch-retrieve";
    public const string Retrieve = "/v2/catalog/batch-retrieve";

    public static string Money(long amount, string currency = "EUR") => $$"""{"amount":{{amount}},"currency":"{{currency}}"}""";

    public static string Orders(params string[] orders) => $$"""{"orders":[{{string.Join(',', orders)}}]}""";

    /// <summary>A sale with everything: discount, inclusive tax, modifier, service charge, tip, rounding, gift card and card.</summary>
    public static string FullSale() => $$"""
        {"id":"ORD1","location_id":"L1","customer_id":"CUST1","state":"COMPLETED","created_at":"2026-11-23T07:00:00Z","updated_at":"2026-11-23T07:05:00.123Z","source":{"name":"Point of Sale"},
         "line_items":[
          {"uid":"a","name":"Tea 🍵","variation_name":"Large","quantity":"2","catalog_object_id":"VAR1","item_type":"ITEM","base_price_money":{{Money(1250)}},"variation_total_price_money":{{Money(2500)}},
           "modifiers":[{"uid":"m","name":"Gift wrap","total_price_money":{{Money(300)}}},{"uid":"free","name":"No sugar","total_price_money":{{Money(0)}}}],
           "applied_discounts":[{"uid":"x","discount_uid":"d1","applied_money":{{Money(280)}}}],"applied_taxes":[{"uid":"t","tax_uid":"vat","applied_money":{{Money(420)}}}],
           "total_discount_money":{{Money(280)}},"total_tax_money":{{Money(420)}},"total_money":{{Money(2520)}} },
          {"uid":"b","name":"Card for a friend","quantity":"1","item_type":"GIFT_CARD","base_price_money":{{Money(5000)}},"variation_total_price_money":{{Money(5000)}},"total_money":{{Money(5000)}} },
          {"uid":"c","name":"Repair","quantity":"1","item_type":"CUSTOM_AMOUNT","base_price_money":{{Money(999)}},"variation_total_price_money":{{Money(999)}},"total_money":{{Money(999)}} }],
         "taxes":[{"uid":"vat","name":"VAT","type":"INCLUSIVE","percentage":"20","scope":"LINE_ITEM"}],
         "discounts":[{"uid":"d1","name":"Ten percent","type":"FIXED_PERCENTAGE","percentage":"10","scope":"LINE_ITEM"}],
         "service_charges":[{"uid":"s","name":"Table","applied_money":{{Money(100)}},"total_money":{{Money(100)}},"calculation_phase":"TOTAL_PHASE","type":"CUSTOM"}],
         "rounding_adjustment":{"amount_money":{{Money(1)}} },
         "tenders":[{"id":"T1","type":"CARD","amount_money":{{Money(8120)}},"payment_id":"PAY1"},{"id":"T2","type":"SQUARE_GIFT_CARD","amount_money":{{Money(1000)}} }],
         "total_money":{{Money(9120)}},"total_tip_money":{{Money(500)}},"net_amounts":{"total_money":{{Money(9120)}} } }
        """;

    /// <summary>A plain sale of some lines.</summary>
    public static string Sale(string id, string lines, string total, string state = "COMPLETED", string more = "") => $$"""
        {"id":"{{id}}","location_id":"L1","state":"{{state}}","created_at":"2026-11-23T07:00:00Z","updated_at":"2026-11-23T07:05:00Z","line_items":[{{lines}}],"total_money":{{total}}{{more}} }
        """;

    public static string Line(string uid, string quantity, string price, string? variation = "VAR1", string more = "") => $$"""
        {"uid":"{{uid}}","quantity":"{{quantity}}","base_price_money":{{price}}{{(variation is null ? "" : $",\"catalog_object_id\":\"{variation}\"")}}{{more}} }
        """;

    public static string ReturnOrder(string id, string source, string more = "", string currency = "EUR") => $$"""
        {"id":"{{id}}","location_id":"L1","state":"COMPLETED","created_at":"2026-11-23T09:00:00Z","updated_at":"2026-11-23T09:00:00Z",
         "returns":[{"uid":"r",{{source}}"return_line_items":[
          {"uid":"back","source_line_item_uid":"a","name":"Tea","quantity":"1","catalog_object_id":"VAR1","item_type":"ITEM","gross_return_money":{{Money(1250, currency)}},"total_tax_money":{{Money(208, currency)}},"total_money":{{Money(1250, currency)}} },
          {"uid":"note","name":"Goodwill","quantity":"1","item_type":"CUSTOM_AMOUNT","total_money":{{Money(100, currency)}} }],
          "return_tips":[{"uid":"tip","applied_money":{{Money(50, currency)}} }]}],
         "return_amounts":{"total_money":{{Money(1400, currency)}} },"total_money":{{Money(0, currency)}},
         "refunds":[{"id":"REF1","location_id":"L1","tender_id":"T1","reason":"Returned goods","amount_money":{{Money(1400, currency)}},"status":"APPROVED"},
                    {"id":"REF0","location_id":"L1","tender_id":"T1","reason":"Declined","amount_money":{{Money(1400, currency)}},"status":"FAILED"}]{{more}} }
        """;
}
