namespace RetailConnect.Contracts;

public sealed class BusinessCentralTests
{
    private const string Order = """{"externalDocumentNumber":"WEB-1001","customerNumber":"C00010","currencyCode":"USD","salesOrderLines":[{"lineType":"Item","itemId":"22222222-2222-2222-2222-222222222222","quantity":2,"unitPrice":10.5}]}""";
    private const string Id = "33333333-3333-3333-3333-333333333333";

    [Theory]
    [InlineData("items?$filter=lastModifiedDateTime gt 2026-01-01T00:00:00Z&$orderby=lastModifiedDateTime&$select=id,number&$top=100")]
    [InlineData("items?%24filter=number%20eq%20%27A%26B%27%20or%20startswith(displayName,%27O%27%27Neill%27)")]
    [InlineData("salesOrders?$filter=externalDocumentNumber eq 'WEB-1001'&$expand=salesOrderLines($select=itemId,quantity;$filter=quantity gt 0)")]
    [InlineData("items?$skiptoken=abc")]
    [InlineData("items?$filter=id eq 33333333-3333-3333-3333-333333333333 and inventory ge 1 and not (blocked eq true)")]
    public void A_read_is_valid(string path) => Verdict.Valid(Requests.BusinessCentral("GET", $"{Requests.Company}/{path}"));

    [Fact]
    public void An_order_with_its_lines_is_valid() => Verdict.Valid(Requests.BusinessCentral("POST", $"{Requests.Company}/salesOrders", Order));

    [Fact]
    public void An_action_without_body_is_valid() => Verdict.Valid(Requests.BusinessCentral("POST", $"{Requests.Company}/salesCreditMemos({Id})/Microsoft.NAV.post"));

    [Theory]
    [InlineData("\"quantity\":2", "\"quantity\":\"2\"", "number-expected", "quantity")]
    [InlineData("\"lineType\":\"Item\"", "\"lineType\":\"Item\",\"qty\":1", "no-additional-properties-allowed", "qty")]
    [InlineData("\"externalDocumentNumber\":", "\"number\":", "no-additional-properties-allowed", "number")]
    [InlineData("22222222-2222-2222-2222-222222222222", "item-2", "uuid-expected", "itemId")]
    [InlineData("\"currencyCode\":\"USD\"", "\"orderDate\":\"01/02/2026\"", "date-expected", "orderDate")]
    public void An_order_is_refused_when_wrong(string part, string instead, string rule, string about) =>
        Verdict.Broken(Requests.BusinessCentral("POST", $"{Requests.Company}/salesOrders", Order.Replace(part, instead, StringComparison.Ordinal)), rule, about);

    [Theory]
    [InlineData("items?$filter=colour eq 'red'", "odata-option", "colour")]
    [InlineData("items?$filter=number eq 7", "odata-option", "number")]
    [InlineData("items?$filter=inventory gt '7'", "odata-option", "inventory")]
    [InlineData("items?$filter=lastModifiedDateTime gt '2026-01-01T00:00:00Z'", "odata-option", "lastModifiedDateTime")]
    [InlineData("items?$filter=resembles(number,'7')", "odata-option", "resembles")]
    [InlineData("items?$filter=(number eq '7'", "odata-option", "parentheses")]
    [InlineData("items?$filter=number eq 'O'Neill'", "odata-option", "read")]
    [InlineData("items?$filter=number lik '7'", "odata-option", "lik")]
    [InlineData("items?$filter=number eq '7' number eq '8'", "odata-option", "joined")]
    [InlineData("items?$filter=number eq '7' and", "odata-option", "joined")]
    [InlineData("items?$filter=number or", "odata-option", "joined")]
    [InlineData("items?$select=id,colour", "odata-option", "colour")]
    [InlineData("items?$orderby=colour desc", "odata-option", "colour")]
    [InlineData("items?$orderby=number downwards", "odata-option", "downwards")]
    [InlineData("items?$expand=prices", "odata-option", "prices")]
    [InlineData("salesOrders?$expand=salesOrderLines($select=colour)", "odata-option", "colour")]
    [InlineData("items?$top=all", "query-parameter", "$top")]
    [InlineData("items?page=2", "unknown-query", "page")]
    [InlineData("products", "unknown-path", "path")]
    [InlineData("items(42)", "path-parameter", "id_1")]
    public void A_read_is_refused_when_wrong(string path, string rule, string about) => Verdict.Broken(Requests.BusinessCentral("GET", $"{Requests.Company}/{path}"), rule, about);

    [Fact]
    public void An_update_without_tag_is_refused() =>
        Verdict.Broken(Requests.BusinessCentral("PATCH", $"{Requests.Company}/items({Id})", """{"unitPrice":9.5}"""), "header-missing", "If-Match");

    [Fact]
    public void An_update_with_tag_is_valid() =>
        Verdict.Valid(Requests.BusinessCentral("PATCH", $"{Requests.Company}/items({Id})", """{"unitPrice":9.5}""").With("If-Match", "W/\"1\""));

    [Fact]
    public void A_number_that_the_ERP_gives_is_refused() =>
        Verdict.Broken(Requests.BusinessCentral("PATCH", $"{Requests.Company}/salesOrders({Id})", """{"number":"SO1"}""").With("If-Match", "*"), "no-additional-properties-allowed", "number");

    [Fact]
    public void A_batch_is_valid() => Verdict.Valid(Batch(Order));

    [Fact]
    public void An_operation_in_a_batch_is_judged() => Verdict.Broken(Batch(Order.Replace("quantity", "qty", StringComparison.Ordinal)), "no-additional-properties-allowed", "qty");

    [Fact]
    public void An_empty_batch_is_refused() => Verdict.Broken(Requests.BusinessCentral("POST", "$batch", """{"requests":[]}"""), "batch-invalid", "100");

    [Fact]
    public void Another_version_of_the_API_is_refused() =>
        Verdict.Broken(Requests.Record("business-central", "GET", "/v2.0/contoso/production/api/v1.0/companies", null, "Authorization"), "unknown-path", "path");

    [Fact]
    public void A_call_without_token_is_refused() => Verdict.Broken(Requests.BusinessCentral("GET", $"{Requests.Company}/items").With("Authorization", null), "header-missing", "Authorization");

    private static Sandbox.RequestRecord Batch(string order) => Requests.BusinessCentral(
        "POST",
        "$batch",
        $$"""{"requests":[{"id":"1","method":"POST","url":"{{Requests.Company}}/salesOrders","headers":{"Content-Type":"application/json"},"body":{{order}}},{"id":"2","method":"GET","url":"{{Requests.Company}}/items?$top=1"}]}""");
}
