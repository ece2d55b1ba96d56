namespace RetailConnect.Connectors.Shopify.Tests;

/// <summary>Entities as Shopify writes them.</summary>
internal static class Samples
{
    public const string OrderId = "gid://shopify/Order/5001";
    public const string RefundId = "gid://shopify/Refund/7001";
    public const string Here = "gid://shopify/Location/1";
    public const string There = "gid://shopify/Location/2";

    public static string Version(string id, string updatedAt = "2026-11-22T11:00:00Z") => $$"""{"id":"{{id}}","updatedAt":"{{updatedAt}}"}""";

    /// <summary>An amount in euros that the customer saw in pounds, at 0.8.</summary>
    public static string Bag(decimal amount, string shop = "EUR", string presentment = "GBP") =>
        FormattableString.Invariant($$"""{"shopMoney":{"amount":"{{amount}}","currencyCode":"{{shop}}"},"presentmentMoney":{"amount":"{{amount * 0.8m}}","currencyCode":"{{presentment}}"} }""");

    public static string Tax(decimal amount) => FormattableString.Invariant($$"""{"title":"VAT","rate":0.2,"priceSet":{{Bag(amount)}} }""");

    public static string Discount(decimal amount) => $$"""{"allocatedAmountSet":{{Bag(amount)}} }""";

    public static string Line(int number, decimal price, int quantity = 1, string? sku = "\"SHIRT-RED\"", string discounts = "", string taxes = "", string variant = """{"id":"gid://shopify/ProductVariant/9"}""", bool giftCard = false) => $$"""
        {"id":"gid://shopify/LineItem/{{number}}","title":"Shirt 👕 {{number}}","sku":{{sku ?? "null"}},"quantity":{{quantity}},"isGiftCard":{{(giftCard ? "true" : "false")}},"variant":{{variant}},
         "originalUnitPriceSet":{{Bag(price)}},"discountAllocations":[{{discounts}}],"taxLines":[{{taxes}}],"somethingNew":{"a":1} }
        """;

    public static string Charge(decimal price, string discounts = "") => $$"""{"title":"Standard","originalPriceSet":{{Bag(price)}},"discountAllocations":[{{discounts}}],"taxLines":[]}""";

    public static string Transaction(int number, string kind, string status, decimal amount, string gateway = "shopify_payments") =>
        $$"""{"id":"gid://shopify/OrderTransaction/{{number}}","kind":"{{kind}}","status":"{{status}}","gateway":"{{gateway}}","amountSet":{{Bag(amount)}} }""";

    public static string Place(int number, string location, string status = "OPEN", string? lines = null) =>
        $$"""{"id":"gid://shopify/FulfillmentOrder/{{number}}","status":"{{status}}","assignedLocation":{"location":{"id":"{{location}}"} }{{(lines is null ? "" : $",\"lineItems\":{lines}")}} }""";

    public static string Sends(int line, int units) => $$"""{"totalQuantity":{{units}},"lineItem":{"id":"gid://shopify/LineItem/{{line}}"} }""";

    public static string Shipment(int number, string lines, string status = "SUCCESS", string tracking = """{"company":"DHL","number":"JD0001"}""", string? next = null) => $$"""
        {"id":"gid://shopify/Fulfillment/{{number}}","status":"{{status}}","location":{"id":"{{Here}}"},"trackingInfo":[{{tracking}}],"fulfillmentLineItems":{{Wire.Page(lines, next)}} }
        """;

    public static string Shipped(int line, int units) => $$"""{"quantity":{{units}},"lineItem":{"id":"gid://shopify/LineItem/{{line}}"} }""";

    public static string Order(
        string lines, decimal total, string id = OrderId, string? next = null, string shipping = "", string? shippingNext = null, string transactions = "", string? places = null, string? placesNext = null,
        decimal tip = 0, decimal rounding = 0, string extra = "\"cancelledAt\":null,\"taxesIncluded\":true,", string? totalSet = null, string? laterSet = null, string shipments = "") => $$"""
        {"id":"{{id}}","name":"#1001","processedAt":"2026-11-22T10:00:00Z","updatedAt":"2026-11-22T11:00:00Z",{{extra}}
         "displayFinancialStatus":"PAID","displayFulfillmentStatus":"FULFILLED","customer":{"id":"gid://shopify/Customer/3"},
         "originalTotalPriceSet":{{totalSet ?? Bag(total)}},"totalPriceSet":{{laterSet ?? totalSet ?? Bag(total)}},"totalTipReceivedSet":{{Bag(tip)}},"totalCashRoundingAdjustment":{"paymentSet":{{Bag(rounding)}} },
         "shippingLines":{{Wire.Page(shipping, shippingNext)}},"transactions":[{{transactions}}],"fulfillmentOrders":{{Wire.Page(places ?? Place(1, Here), placesNext)}},"fulfillments":[{{shipments}}],"lineItems":{{Wire.Page(lines, next)}} }
        """;

    public static string RefundLine(int number, int quantity, decimal subtotal, decimal tax, string restock = "RETURN", string? location = Here, string? sku = "\"SHIRT-RED\"") => $$"""
        {"id":"gid://shopify/RefundLineItem/{{number}}","quantity":{{quantity}},"restockType":"{{restock}}","location":{{(location is null ? "null" : $"{{\"id\":\"{location}\"}}")}},
         "lineItem":{"id":"gid://shopify/LineItem/{{number}}","title":"Shirt","sku":{{sku ?? "null"}},"isGiftCard":false,"variant":{"id":"gid://shopify/ProductVariant/9"} },
         "subtotalSet":{{Bag(subtotal)}},"totalTaxSet":{{Bag(tax)}} }
        """;

    public static string Extra(string kind, decimal amount, decimal tax, string name = "amount") =>
        name == "amount" ? $$"""{"id":"gid://shopify/{{kind}}/1","amountSet":{{Bag(amount)}},"taxAmountSet":{{Bag(tax)}} }""" : $$"""{"id":"gid://shopify/{{kind}}/1","subtotalAmountSet":{{Bag(amount)}},"taxAmountSet":{{Bag(tax)}} }""";

    public static string Refund(decimal total, string lines, string shipping = "", string adjustments = "", string transactions = "", bool taxesIncluded = false, string? next = null, string id = RefundId) => $$"""
        {"id":"{{id}}","processedAt":"2026-11-22T12:00:00Z","updatedAt":"2026-11-22T12:00:01Z","totalRefundedSet":{{Bag(total)}},
         "order":{"id":"{{OrderId}}","name":"#1001","taxesIncluded":{{(taxesIncluded ? "true" : "false")}},"customer":{"id":"gid://shopify/Customer/3"} },
         "refundLineItems":{{Wire.Page(lines, next)}},"refundShippingLines":{{Wire.Page(shipping)}},"orderAdjustments":{{Wire.Page(adjustments)}},"transactions":{{Wire.Page(transactions)}} }
        """;
}
