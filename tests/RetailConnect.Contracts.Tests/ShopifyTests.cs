namespace RetailConnect.Contracts;

public sealed class ShopifyTests
{
    private const string SetQuantities = "mutation Set($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { code field message } } }";
    private const string Line = """{"inventoryItemId":"gid://shopify/InventoryItem/1","locationId":"gid://shopify/Location/1","quantity":4,"changeFromQuantity":null}""";
    private const string ReadOrders = "query Orders($first: Int!, $after: String, $query: String) { orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) { pageInfo { hasNextPage endCursor } nodes { id name updatedAt totalPriceSet { shopMoney { amount currencyCode } } } } }";

    [Fact]
    public void A_read_is_valid() => Verdict.Valid(Requests.Shopify(ReadOrders, """{"first":50,"after":null,"query":"updated_at:>'2026-01-01T00:00:00Z'"}"""));

    [Fact]
    public void A_stock_write_is_valid_with_key_and_null_comparison() => Verdict.Valid(Requests.Shopify(SetQuantities, Stock(Line)));

    [Theory]
    [InlineData("\"quantity\":4", "\"quantity\":\"4\"", "invalid-value", "quantity")]
    [InlineData("\"quantity\":4", "\"quantity\":99999999999", "invalid-value", "quantity")]
    [InlineData("\"quantity\":4,", "", "invalid-value", "quantity")]
    [InlineData("\"quantity\":4", "\"quantity\":4,\"compareQuantity\":3", "invalid-value", "compareQuantity")]
    [InlineData(",\"changeFromQuantity\":null", "", "mandatory-field-missing", "changeFromQuantity")]
    public void A_stock_line_is_refused_when_wrong(string part, string instead, string rule, string about) =>
        Verdict.Broken(Requests.Shopify(SetQuantities, Stock(Line.Replace(part, instead, StringComparison.Ordinal))), rule, about);

    [Fact]
    public void A_later_line_without_comparison_is_found() =>
        Verdict.Broken(Requests.Shopify(SetQuantities, Stock($"{Line},{Line.Replace(",\"changeFromQuantity\":null", "", StringComparison.Ordinal)}")), "mandatory-field-missing", "InventoryQuantityInput");

    [Fact]
    public void A_comparison_missing_from_a_literal_is_found() => Verdict.Broken(
        Requests.Shopify("""mutation { inventorySetQuantities(input: {name: "available", reason: "correction", quantities: [{inventoryItemId: "1", locationId: "2", quantity: 3}]}) @idempotent(key: "k") { userErrors { code } } }""", "{}"),
        "mandatory-field-missing",
        "the document");

    [Fact]
    public void A_stock_write_without_key_is_refused() =>
        Verdict.Broken(Requests.Shopify(SetQuantities.Replace("@idempotent(key: $key)", "", StringComparison.Ordinal), Stock(Line)), "idempotent-missing", "inventorySetQuantities");

    [Fact]
    public void A_blank_key_is_refused() =>
        Verdict.Broken(Requests.Shopify(SetQuantities, Stock(Line).Replace("\"key\":\"k1\"", "\"key\":\" \"", StringComparison.Ordinal)), "idempotent-key-blank", "inventorySetQuantities");

    [Fact]
    public void A_refund_without_key_is_refused() =>
        Verdict.Broken(Requests.Shopify("mutation R($input: RefundInput!) { refundCreate(input: $input) { refund { id } } }", """{"input":{"orderId":"gid://shopify/Order/1"}}"""), "idempotent-missing", "refundCreate");

    [Fact]
    public void A_key_where_none_is_supported_is_refused() => Verdict.Broken(
        Requests.Shopify("""mutation P($input: ProductSetInput!) { productSet(input: $input) @idempotent(key: "k") { product { id } } }""", """{"input":{"title":"Shirt"}}"""),
        "idempotent-unsupported",
        "productSet");

    [Fact]
    public void An_unknown_field_of_an_answer_is_refused() => Verdict.Broken(Requests.Shopify("query { orders(first: 1) { nodes { id grandTotal } } }", "{}"), "fields-on-correct-type", "grandTotal");

    [Fact]
    public void A_wrong_enum_value_is_refused() =>
        Verdict.Broken(Requests.Shopify("mutation P($input: ProductSetInput!) { productSet(input: $input) { product { id } } }", """{"input":{"title":"Shirt","status":"ONLINE"}}"""), "invalid-value", "ONLINE");

    [Theory]
    [InlineData("10.50", true)]
    [InlineData("ten", false)]
    public void A_price_is_a_decimal_text(string price, bool valid)
    {
        var record = Requests.Shopify("mutation P($input: ProductSetInput!) { productSet(input: $input) { product { id } } }", $$$"""{"input":{"title":"Shirt","variants":[{"optionValues":[],"price":"{{{price}}}"}]}}""");
        if (valid)
        {
            Verdict.Valid(record);
        }
        else
        {
            Verdict.Broken(record, "invalid-value", "price");
        }
    }

    [Fact]
    public void Two_ways_of_naming_one_customer_are_refused() => Verdict.Broken(
        Requests.Shopify("query C($who: CustomerIdentifierInput!) { customerByIdentifier(identifier: $who) { id } }", """{"who":{"emailAddress":"a@example.test","phoneNumber":"+4512345678"}}"""),
        "invalid-value",
        "who");

    [Fact]
    public void A_variable_that_is_not_declared_is_refused() => Verdict.Broken(Requests.Shopify("query { shop { name } }", """{"first":1}"""), "variable-undeclared", "first");

    [Fact]
    public void A_missing_variable_is_refused() => Verdict.Broken(Requests.Shopify(ReadOrders, """{"after":null}"""), "invalid-value", "first");

    [Fact]
    public void A_document_that_does_not_parse_is_refused() => Verdict.Broken(Requests.Shopify("query { shop { name }", "{}"), "syntax", "Expected");

    [Fact]
    public void Another_version_of_the_API_is_refused() =>
        Verdict.Broken(Requests.Record("shopify", "POST", "/admin/api/2025-01/graphql.json", "{}", "X-Shopify-Access-Token"), "unknown-operation", "2026-10");

    [Fact]
    public void A_call_without_token_is_refused() =>
        Verdict.Broken(Requests.Shopify("query { shop { name } }", "{}").With("X-Shopify-Access-Token", null), "header-missing", "X-Shopify-Access-Token");

    [Fact]
    public void Every_mutation_that_FACTS_names_needs_a_key()
    {
        var known = ContractJudge.Require().Shopify.Published.Idempotent;
        string[] named =
        [
            "inventoryActivate", "inventoryAdjustQuantities", "inventoryMoveQuantities", "inventorySetOnHandQuantities", "inventorySetQuantities",
            "inventoryTransferCreate", "inventoryShipmentCreate", "locationActivate", "locationDeactivate", "refundCreate",
        ];
        Assert.Empty(named.Except(known));
        Assert.Empty(known.Intersect(["orderCreate", "productSet", "customerSet", "fulfillmentCreate", "returnCreate"]));
    }

    private static string Stock(string lines) => $$$"""{"key":"k1","input":{"name":"available","reason":"correction","quantities":[{{{lines}}}]}}""";
}
