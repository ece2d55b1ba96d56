using RetailConnect.Sandbox;

namespace RetailConnect.Contracts;

public sealed class SquareTests
{
    private const string Upsert = """{"idempotency_key":"k1","batches":[{"objects":[{"type":"ITEM","id":"#shirt","item_data":{"name":"Shirt","variations":[{"type":"ITEM_VARIATION","id":"#shirt-s","item_variation_data":{"item_id":"#shirt","sku":"S-1","pricing_type":"FIXED_PRICING","price_money":{"amount":1000,"currency":"USD"}}}]}}]}]}""";
    private const string Count = """{"idempotency_key":"k1","changes":[{"type":"PHYSICAL_COUNT","physical_count":{"catalog_object_id":"V1","state":"IN_STOCK","location_id":"L1","quantity":"4","occurred_at":"2026-01-01T10:00:00Z"}}]}""";

    [Fact]
    public void A_catalog_upsert_is_valid() => Verdict.Valid(Requests.Square("POST", "/v2/catalog/batch-upsert", Upsert));

    [Fact]
    public void A_stock_count_is_valid() => Verdict.Valid(Requests.Square("POST", "/v2/inventory/changes/batch-create", Count));

    [Fact]
    public void A_list_with_known_parameters_is_valid() => Verdict.Valid(Requests.Square("GET", "/v2/customers?limit=100&sort_field=CREATED_AT&cursor=abc"));

    [Fact]
    public void A_search_wins_over_a_key_in_the_path() => Verdict.Valid(Requests.Square("POST", "/v2/customers/search", """{"limit":10}"""));

    [Theory]
    [InlineData("\"name\":\"Shirt\"", "\"name\":\"Shirt\",\"colour\":\"red\"", "no-additional-properties-allowed", "colour")]
    [InlineData("\"amount\":1000", "\"amount\":\"10.00\"", "integer-expected", "amount")]
    [InlineData("\"amount\":1000", "\"amount\":10.5", "integer-expected", "amount")]
    [InlineData("\"currency\":\"USD\"", "\"currency\":\"DOLLAR\"", "not-in-enumeration", "currency")]
    [InlineData("\"type\":\"ITEM\",", "", "property-required", "type")]
    [InlineData("\"id\":\"#shirt\"", "\"id\":\"#shirt\",\"updated_at\":\"2026-01-01T00:00:00Z\"", "read-only-sent", "updated_at")]
    [InlineData("\"idempotency_key\":\"k1\",", "", "property-required", "idempotency_key")]
    [InlineData("\"id\":\"#shirt\"", "\"id\":\"#shirt\",\"version\":null", "integer-expected", "version")]
    public void A_catalog_upsert_is_refused_when_wrong(string part, string instead, string rule, string about) =>
        Verdict.Broken(Requests.Square("POST", "/v2/catalog/batch-upsert", Upsert.Replace(part, instead, StringComparison.Ordinal)), rule, about);

    [Fact]
    public void A_null_is_taken_where_the_contract_allows_it() =>
        Verdict.Valid(Requests.Square("POST", "/v2/catalog/batch-upsert", Upsert.Replace("\"name\":\"Shirt\"", "\"name\":null", StringComparison.Ordinal)));

    [Fact]
    public void A_key_that_is_too_long_is_refused() =>
        Verdict.Broken(Requests.Square("POST", "/v2/inventory/changes/batch-create", Count.Replace("k1", new string('k', 129), StringComparison.Ordinal)), "string-too-long", "128");

    [Theory]
    [InlineData("GET", "/v2/customer", "unknown-path", "path")]
    [InlineData("PATCH", "/v2/customers", "unknown-method", "POST")]
    [InlineData("GET", "/v2/customers?page=2", "unknown-query", "page")]
    [InlineData("GET", "/v2/customers?limit=many", "query-parameter", "limit")]
    [InlineData("GET", "/v2/customers?sort_order=UP", "query-parameter", "sort_order")]
    [InlineData("POST", "/v2/customers", "body-missing", "body")]
    public void A_request_is_refused_when_its_line_is_wrong(string method, string path, string rule, string about) => Verdict.Broken(Requests.Square(method, path), rule, about);

    [Fact]
    public void A_call_without_version_is_refused() => Verdict.Broken(Requests.Square("GET", "/v2/locations").With("Square-Version", null), "header-missing", "Square-Version");

    [Fact]
    public void A_call_of_another_version_is_refused() => Verdict.Broken(Requests.Square("GET", "/v2/locations").With("Square-Version", "2019-01-01"), "version-other", "2019-01-01");

    [Theory]
    [InlineData("{'limit':10}")]
    [InlineData("""{"limit":10,"limit":11}""")]
    [InlineData("""{"limit":10,}""")]
    public void A_body_that_is_not_strict_JSON_is_refused(string body) => Verdict.Broken(Requests.Square("POST", "/v2/customers/search", body), "body-invalid", "JSON");

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/pjpeg")]
    [InlineData("image/png")]
    [InlineData("image/gif")]
    public void An_upload_of_a_picture_is_valid(string type) => Verdict.Valid(Upload(form => form.Replace("image/jpeg", type, StringComparison.Ordinal)));

    [Theory]
    [InlineData("name=image_file", "name=file", "form-part-unknown", "file")]
    [InlineData("name=image_file", "name=file", "form-part-missing", "image_file")]
    [InlineData("name=image_file", "name=request", "form-part-twice", "request")]
    [InlineData("image/jpeg", "image/webp", "form-part-type", "image_file")]
    [InlineData("Content-Type: image/jpeg\r\n", "", "form-part-type", "image_file")]
    [InlineData("application/json", "text/plain", "form-part-type", "request")]
    [InlineData("; filename=a.jpg", "", "form-part-file-name", "image_file")]
    [InlineData("name=request", "name=request; filename=a.json", "form-part-file-name", "request")]
    [InlineData("picture", "", "form-part-empty", "image_file")]
    [InlineData("\"image_data\"", "\"image\"", "no-additional-properties-allowed", "image")]
    [InlineData("\"idempotency_key\":\"k1\",", "", "property-required", "idempotency_key")]
    [InlineData("\"name\":\"n\"", "\"name\":7", "string-expected", "name")]
    [InlineData("{\"idempotency_key\"", "[\"idempotency_key\"", "body-invalid", "JSON")]
    [InlineData("--b--", "", "body-invalid", "form")]
    public void An_upload_of_a_picture_is_refused_when_wrong(string part, string instead, string rule, string about) => Verdict.Broken(Upload(form =>
    {
        Assert.Contains(part, form, StringComparison.Ordinal);
        return form.Replace(part, instead, StringComparison.Ordinal);
    }), rule, about);

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data")]
    [InlineData(null)]
    public void An_upload_that_is_no_form_is_refused(string? type) => Verdict.Broken(Upload(form => form).With("Content-Type", type), "body-invalid", "multipart/form-data");

    private static RequestRecord Upload(Func<string, string> change)
    {
        const string Form = "--b\r\nContent-Type: application/json; charset=utf-8\r\nContent-Disposition: form-data; name=request\r\n\r\n"
            + """{"idempotency_key":"k1","image":{"type":"IMAGE","id":"#i","image_data":{"name":"n"}}}"""
            + "\r\n--b\r\nContent-Type: image/jpeg\r\nContent-Disposition: form-data; name=image_file; filename=a.jpg\r\n\r\npicture\r\n--b--\r\n";
        return Requests.Square("POST", "/v2/catalog/images", change(Form)).With("Content-Type", "multipart/form-data; boundary=\"b\"");
    }
}
