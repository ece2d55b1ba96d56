using System.Text;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.Square;

public sealed class SquareRefusalTests
{
    private const string Upsert = "/v2/catalog/batch-upsert";
    private const string Orders = "/v2/orders/search";
    private const string Sort = """ "sort":{"sort_field":"UPDATED_AT","sort_order":"ASC"} """;

    public static TheoryData<string> Posts =>
    [
        Upsert, Orders, "/v2/catalog/batch-retrieve", "/v2/catalog/search", "/v2/inventory/changes/batch-create", "/v2/inventory/counts/batch-retrieve", "/v2/orders/batch-retrieve", "/v2/customers/search",
        "/v2/customers/bulk-retrieve", "/v2/webhooks/subscriptions", "/oauth2/token", "/v2/loyalty/accounts", "/v2/loyalty/accounts/search", "/v2/loyalty/accounts/A1/accumulate", "/v2/loyalty/accounts/A1/adjust", "/v2/loyalty/events/search",
        "/v2/loyalty/programs/d619f755-2d17-41f3-990d-c04ecedd64dd/calculate",
    ];

    [Theory, MemberData(nameof(Posts))]
    public async Task A_body_that_can_not_be_read_is_refused(string path)
    {
        var pos = new Pos();
        await pos.GrantAsync();

        foreach (var (body, code) in ((string, string)[])
        [
            ("", "BAD_REQUEST"), ("{", "BAD_REQUEST"), ("""{"limit":1,"limit":1}""", "BAD_REQUEST"), ("""{"cursor":"\ud800"}""", "BAD_REQUEST"), (new string('[', 9000), "BAD_REQUEST"), ("null", "EXPECTED_JSON_BODY"), ("[]", "EXPECTED_JSON_BODY"),
            ("5", "EXPECTED_JSON_BODY"), ("""{"limit":1e400}""", "BAD_REQUEST"), ("""{"colour":"red"}""", "UNKNOWN_BODY_PARAMETER"),
        ])
        {
            Refused(await pos.PostAsync(path, body), code);
        }

        Refused(await pos.SendAsync("POST", path, [.. "{\"cursor\":\""u8, 0xFF, .. "\"}"u8]), "BAD_REQUEST");
    }

    [Theory]
    [InlineData("""{"location_ids":"L","limit":5}""", "EXPECTED_ARRAY")]
    [InlineData("""{"location_ids":[5]}""", "EXPECTED_STRING")]
    [InlineData("""{"location_ids":[null]}""", "EXPECTED_STRING")]
    [InlineData("""{"limit":5}""", "MISSING_REQUIRED_PARAMETER")]
    [InlineData("""{"location_ids":["L"],"limit":"5"}""", "EXPECTED_INTEGER")]
    [InlineData("""{"location_ids":["L"],"limit":1.5}""", "EXPECTED_INTEGER")]
    [InlineData("""{"location_ids":["L"],"limit":99999999999999999999}""", "EXPECTED_INTEGER")]
    [InlineData("""{"location_ids":["L"],"limit":9223372036854775807}""", "VALUE_TOO_HIGH")]
    [InlineData("""{"location_ids":["L"],"limit":0}""", "VALUE_TOO_LOW")]
    [InlineData("""{"location_ids":["L"],"cursor":"nowhere"}""", "INVALID_CURSOR")]
    [InlineData("""{"location_ids":["L"],"query":[]}""", "EXPECTED_OBJECT")]
    [InlineData("""{"location_ids":["1","2","3","4","5","6","7","8","9","10","11"]}""", "ARRAY_LENGTH_TOO_LONG")]
    [InlineData("""{"location_ids":["L"],"query":{"filter":{"date_time_filter":{"updated_at":{"start_at":"2026-01-01T00:00:00Z"}}}}}""", "BAD_REQUEST")]
    [InlineData("""{"location_ids":["L"],"query":{"filter":{"date_time_filter":{"updated_at":{"start_at":"1/2/2026"}}},SORT}}""", "INVALID_TIME")]
    [InlineData("""{"location_ids":["L"],"query":{"filter":{"date_time_filter":{"closed_at":{"start_at":"2026-01-01T00:00:00Z"}}}}}""", "UNKNOWN_BODY_PARAMETER")]
    [InlineData("""{"location_ids":["L"],"query":{"sort":{"sort_field":"UPDATED_AT","sort_order":"DESC"}}}""", "BAD_REQUEST")]
    [InlineData("""{"location_ids":["L"],"query":{"filter":{"state_filter":{"states":["LOST"]}}}}""", "INVALID_ENUM_VALUE")]
    public async Task A_wrong_search_is_refused(string body, string code)
    {
        var pos = new Pos();
        await pos.GrantAsync();

        Refused(await pos.PostAsync(Orders, body.Replace("SORT", Sort, StringComparison.Ordinal)), code);
        Assert.Equal(200, (await pos.PostAsync(Orders, $$$"""{"location_ids":["{{{pos.Location}}}"],"limit":5,"query":{ {{{Sort}}} }}""")).Status);
    }

    [Theory]
    [InlineData("", "VERSION_MISMATCH")]
    [InlineData(",\"version\":1", "VERSION_MISMATCH")]
    [InlineData(",\"version\":1.5", "EXPECTED_INTEGER")]
    [InlineData(",\"version\":\"1\"", "EXPECTED_INTEGER")]
    [InlineData(",\"version\":99999999999999999999", "EXPECTED_INTEGER")]
    [InlineData(",\"version\":VERSION,\"is_deleted\":true", "INVALID_VALUE")]
    [InlineData(",\"version\":VERSION,\"created_at\":\"2026-01-01T00:00:00Z\"", "UNKNOWN_BODY_PARAMETER")]
    public async Task An_object_is_changed_only_with_its_version(string more, string code)
    {
        var pos = new Pos();
        await pos.GrantAsync();
        var (item, variation, version) = await pos.AddAsync();
        const string cheaper = """{"amount":1,"currency":"EUR"}""";

        Refused(await pos.PostAsync(Upsert, Pos.Upsert("second", item, variation, more.Replace("VERSION", $"{version}", StringComparison.Ordinal), cheaper)), code);

        Assert.Equal(("A", 10m), Assert.Single(pos.Simulator.Variations));
        Assert.Equal(200, (await pos.PostAsync(Upsert, Pos.Upsert("second", item, variation, $",\"version\":{version}", cheaper))).Status);
        Assert.Equal(("A", 0.01m), Assert.Single(pos.Simulator.Variations));
        Refused(await pos.PostAsync(Upsert, Pos.Upsert("third", item, variation, $",\"version\":{version}", cheaper)), "VERSION_MISMATCH");
    }

    [Theory]
    [InlineData("""{"amount":1.5,"currency":"EUR"}""", "EXPECTED_INTEGER")]
    [InlineData("""{"amount":"1","currency":"EUR"}""", "EXPECTED_INTEGER")]
    [InlineData("""{"amount":1e20,"currency":"EUR"}""", "EXPECTED_INTEGER")]
    [InlineData("""{"amount":9223372036854775807,"currency":"EUR"}""", "INVALID_VALUE")]
    [InlineData("""{"amount":-1,"currency":"EUR"}""", "INVALID_VALUE")]
    [InlineData("""{"amount":1,"currency":"USD"}""", "INVALID_VALUE")]
    [InlineData("""{"amount":1}""", "INVALID_VALUE")]
    [InlineData("""{}""", "INVALID_VALUE")]
    [InlineData("""5""", "EXPECTED_OBJECT")]
    public async Task A_price_that_is_none_is_refused(string price, string code)
    {
        var pos = new Pos();
        await pos.GrantAsync();

        Refused(await pos.PostAsync(Upsert, Pos.Upsert("first", price: price)), code);

        Assert.Empty(pos.Simulator.Variations);
    }

    [Theory]
    [InlineData("\"variations\":[]", "INVALID_VALUE")]
    [InlineData("\"name\":\"Shirt\"", "INVALID_VALUE")]
    [InlineData("\"variations\":[VARIATION,VARIATION]", "INVALID_VALUE")]
    [InlineData("\"variations\":[{\"type\":\"ITEM_VARIATION\",\"id\":\"#v\",\"item_variation_data\":{\"item_id\":\"#other\"}}]", "INVALID_VALUE")]
    [InlineData("\"variations\":[{\"type\":\"ITEM_VARIATION\",\"id\":\"THERE\",\"version\":1,\"item_variation_data\":{}}]", "INVALID_VALUE")]
    [InlineData("\"variations\":[{\"type\":\"ITEM_VARIATION\",\"id\":\"gone\",\"version\":1,\"item_variation_data\":{}}]", "NOT_FOUND")]
    [InlineData("\"variations\":[{\"type\":\"ITEM\",\"id\":\"#v\",\"item_variation_data\":{}}]", "INVALID_ENUM_VALUE")]
    [InlineData("\"variations\":[{\"type\":\"ITEM_VARIATION\",\"item_variation_data\":{}}]", "MISSING_REQUIRED_PARAMETER")]
    [InlineData("\"variations\":[{\"type\":\"ITEM_VARIATION\",\"id\":\"#v\",\"item_variation_data\":{\"ordinal\":1}}]", "UNKNOWN_BODY_PARAMETER")]
    public async Task A_wrong_item_is_refused(string content, string code)
    {
        var pos = new Pos();
        await pos.GrantAsync();
        var there = await pos.AddAsync();
        var text = content.Replace("VARIATION,VARIATION", """{"type":"ITEM_VARIATION","id":"#v","item_variation_data":{}},{"type":"ITEM_VARIATION","id":"#v","item_variation_data":{}}""", StringComparison.Ordinal)
            .Replace("THERE", there.Variation, StringComparison.Ordinal);

        var answer = await pos.PostAsync(Upsert, $$$"""{"idempotency_key":"k","batches":[{"objects":[{"type":"ITEM","id":"#i","item_data":{{{{text}}}}}]}]}""");

        Refused(answer, code, code is "NOT_FOUND" ? 404 : 400);
        Assert.Single(pos.Simulator.Variations);
    }

    [Fact]
    public async Task A_key_counts_once_and_only_for_its_body()
    {
        var pos = new Pos();
        await pos.GrantAsync();

        var first = await pos.PostAsync(Upsert, Pos.Upsert("key"));
        var again = await pos.PostAsync(Upsert, Pos.Upsert("key"));

        Assert.Equal(first.Body.ToJsonString(), again.Body.ToJsonString());
        Assert.Single(pos.Simulator.Variations);
        Refused(await pos.PostAsync(Upsert, Pos.Upsert("key", item: "#other")), "IDEMPOTENCY_KEY_REUSED");
        Refused(await pos.PostAsync(Upsert, Pos.Upsert("")), "VALUE_TOO_SHORT");
        Refused(await pos.PostAsync(Upsert, Pos.Upsert(new string('k', 129))), "VALUE_TOO_LONG");
        Refused(await pos.PostAsync(Upsert, """{"batches":[]}"""), "MISSING_REQUIRED_PARAMETER");
    }

    [Theory]
    [InlineData("\"quantity\":\"-1\"")]
    [InlineData("\"quantity\":\"1e5\"")]
    [InlineData("\"quantity\":\"1.234567\"")]
    [InlineData("\"quantity\":\"99999999999999999999999999\"")]
    [InlineData("\"quantity\":5")]
    [InlineData("\"quantity\":\"5\",\"state\":\"SOLD\"")]
    [InlineData("\"quantity\":\"5\",\"state\":null")]
    [InlineData("\"quantity\":\"5\",\"occurred_at\":\"2026-10-01T09:00:00Z\"")]
    [InlineData("\"quantity\":\"5\",\"occurred_at\":\"2026-11-03T09:00:00Z\"")]
    [InlineData("\"quantity\":\"5\",\"occurred_at\":\"now\"")]
    [InlineData("\"quantity\":\"5\",\"occurred_at\":null")]
    [InlineData("\"quantity\":\"5\",\"catalog_object_id\":null")]
    [InlineData("\"quantity\":\"5\",\"location_id\":\"nowhere\"")]
    public async Task A_wrong_count_is_refused(string fields)
    {
        var pos = new Pos();
        await pos.GrantAsync();
        var (_, variation, _) = await pos.AddAsync();
        var count = new JsonObject { ["catalog_object_id"] = variation, ["location_id"] = pos.Location, ["state"] = "IN_STOCK", ["occurred_at"] = "2026-11-02T09:00:00Z" };
        foreach (var (name, value) in JsonNode.Parse($"{{{fields}}}")!.AsObject())
        {
            count[name] = value?.DeepClone();
        }

        var (status, answer) = await pos.PostAsync("/v2/inventory/changes/batch-create", $$"""{"idempotency_key":"k","changes":[{"type":"PHYSICAL_COUNT","physical_count":{{count.ToJsonString()}}}]}""");

        Assert.True(status is 400 or 404);
        Assert.NotEmpty((JsonArray)answer["errors"]!);
        Assert.Empty(pos.Simulator.Counts);
    }

    [Theory]
    [InlineData("NONE", "IN_STOCK", 200)]
    [InlineData("IN_STOCK", "WASTE", 200)]
    [InlineData("IN_STOCK", "IN_STOCK", 400)]
    [InlineData("NONE", "SOLD", 400)]
    public async Task Units_move_between_states_that_fit(string from, string to, int expected)
    {
        var pos = new Pos();
        await pos.GrantAsync();
        var (_, variation, _) = await pos.AddAsync();

        var (status, _) = await pos.PostAsync(
            "/v2/inventory/changes/batch-create",
            $$$"""{"idempotency_key":"k","changes":[{"type":"ADJUSTMENT","adjustment":{"from_state":"{{{from}}}","to_state":"{{{to}}}","quantity":"1","occurred_at":"2026-11-02T09:00:00Z","catalog_object_id":"{{{variation}}}","location_id":"{{{pos.Location}}}"}}]}""");

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task A_request_without_a_living_token_is_refused()
    {
        var pos = new Pos();
        Refused(await pos.SendAsync("GET", "/v2/locations"), "UNAUTHORIZED", 401);
        pos.Token = "EAAAwrong";
        Refused(await pos.SendAsync("GET", "/v2/locations"), "UNAUTHORIZED", 401);
        await pos.GrantAsync();
        Assert.Equal(200, (await pos.SendAsync("GET", "/v2/locations")).Status);

        pos.Time.Advance(TimeSpan.FromDays(30));
        Refused(await pos.SendAsync("GET", "/v2/locations"), "ACCESS_TOKEN_EXPIRED", 401);
        await pos.GrantAsync();
        pos.Simulator.ExpireTokens();
        Refused(await pos.SendAsync("GET", "/v2/locations"), "ACCESS_TOKEN_EXPIRED", 401);

        Refused(await pos.PostAsync("/oauth2/token", """{"client_id":"x","grant_type":"refresh_token"}"""), "UNAUTHORIZED", 401);
    }

    [Fact]
    public async Task Subscriptions_are_listed_and_changed_as_asked()
    {
        const string path = "/v2/webhooks/subscriptions";
        var pos = new Pos();
        await pos.GrantAsync();
        Refused(await pos.PostAsync(path, """{"subscription":{}}"""), "MISSING_REQUIRED_PARAMETER");
        Refused(await pos.PostAsync(path, """{"subscription":{"notification_url":"/hooks"}}"""), "INVALID_VALUE");
        var (_, made) = await pos.PostAsync(path, """{"subscription":{"notification_url":"https://shop.example/hooks","event_types":["customer.created"]}}""");
        var id = (string)made["subscription"]!["id"]!;

        Refused(await pos.SendAsync("PUT", $"{path}/{id}", Encoding.UTF8.GetBytes("""{"subscription":{"enabled":false,"notification_url":"nowhere"}}""")), "INVALID_VALUE");
        Assert.Single((JsonArray)(await pos.SendAsync("GET", path)).Body["subscriptions"]!);
        var (_, changed) = await pos.SendAsync("PUT", $"{path}/{id}", Encoding.UTF8.GetBytes("""{"subscription":{"enabled":false,"notification_url":null}}"""));
        Assert.Equal("https://shop.example/hooks", (string?)changed["subscription"]!["notification_url"]);

        Assert.Empty((JsonArray)(await pos.SendAsync("GET", path)).Body["subscriptions"]!);
        Assert.Single((JsonArray)(await pos.SendAsync("GET", path, query: "?include_disabled=true")).Body["subscriptions"]!);
        Refused(await pos.SendAsync("GET", path, query: "?include_disabled=1"), "EXPECTED_BOOLEAN");
        Refused(await pos.SendAsync("GET", path, query: "?limit=99999999999"), "INVALID_VALUE");
        Refused(await pos.SendAsync("GET", path, query: "?limit=1&limit=2"), "CONFLICTING_PARAMETERS");
        Refused(await pos.SendAsync("GET", "/v2/locations", query: "?limit=1"), "UNKNOWN_QUERY_PARAMETER");
        pos.Simulator.AddCustomer("Anna", "Shopper", "anna@shoppers.example", "+442079500001");
    }

    [Theory]
    [InlineData("GET", "/v2/orders/none")]
    [InlineData("GET", "/v2//locations")]
    [InlineData("GET", "")]
    [InlineData("PATCH", "/v2/locations")]
    [InlineData("PUT", "/v2/webhooks/subscriptions/none")]
    [InlineData("DELETE", "/v2/webhooks/subscriptions/none")]
    public async Task What_is_not_there_is_not_found(string method, string path)
    {
        var pos = new Pos();
        await pos.GrantAsync();

        Refused(await pos.SendAsync(method, path, "{}"u8.ToArray()), "NOT_FOUND", 404);
    }

    [Theory]
    [InlineData("""{"query":{}}""", "BAD_REQUEST")]
    [InlineData("""{"query":{"exact_query":{"attribute_name":"sku","attribute_value":"A"},"set_query":{"attribute_name":"sku","attribute_values":["A"]}}}""", "BAD_REQUEST")]
    [InlineData("""{"query":{"exact_query":{"attribute_name":"name","attribute_value":"A"}}}""", "BAD_REQUEST")]
    [InlineData("""{"query":{"set_query":{"attribute_name":"sku","attribute_values":[null]}}}""", "EXPECTED_STRING")]
    [InlineData("""{"begin_time":"2026-01-01"}""", "INVALID_TIME")]
    public async Task A_wrong_query_of_the_catalogue_is_refused(string body, string code)
    {
        var pos = new Pos();
        await pos.GrantAsync();

        Refused(await pos.PostAsync("/v2/catalog/search", body), code);
    }

    private static void Refused((int Status, JsonObject Body) answer, string code, int status = 400)
    {
        var error = Assert.Single((JsonArray)answer.Body["errors"]!)!;
        Assert.Equal((status, code), (answer.Status, (string?)error["code"]));
        Assert.NotNull(error["category"]);
    }
}
