namespace RetailConnect.Connectors.Square.Tests;

public sealed class SnapshotTests
{
    private const string Search = "/v2/catalog/search";
    private const string Counts = "/v2/inventory/counts/batch-retrieve";

    private static string Variation(string id, string? sku, string more = "\"price_money\":{\"amount\":995,\"currency\":\"EUR\"}") =>
        $$"""{"type":"ITEM_VARIATION","id":"{{id}}","item_variation_data":{"item_id":"ITEM1",{{(sku is null ? "" : $"\"sku\":\"{sku}\",")}}{{more}} } }""";

    private static string Item(string id, string variations, string more = "") => $$"""{"type":"ITEM","id":"{{id}}","item_data":{"name":"Shirt"{{more}},"variations":[{{variations}}]} }""";

    private static string Count(string variation, string location, string quantity, string state = "IN_STOCK") =>
        $$"""{"catalog_object_id":"{{variation}}","state":"{{state}}","location_id":"{{location}}","quantity":"{{quantity}}"}""";

    private static ValueTask<SnapshotPage> Read<T>(Connection connection, SnapshotRequest request)
        where T : class => connection.Part<ISnapshotSource<T>>()!.ReadAsync(request, Wire.Token);

    private static string Text(Observation seen) => $"{seen.Key} {seen.Entity} {string.Join(" | ", seen.Fields.Select(field => $"{field.Name} {field.Value}"))}";

    [Fact]
    public async Task Catalogue_is_shown_variation_by_variation_and_page_by_page()
    {
        await using var wire = new Wire();
        var first = Item("ITEM1", $"{Variation("V1", " S-1 ", "\"upc\":\"00000096385074\",\"price_money\":{\"amount\":1250,\"currency\":\"EUR\"}")},{Variation("V2", "S-2", "\"upc\":\"4006381333931\",\"pricing_type\":\"VARIABLE_PRICING\"")},{Variation("V3", null)}");
        var second = Item("ITEM2", Variation("V4", "S-1"), ",\"is_archived\":true");
        wire.Post(Search, $$"""{"objects":[{{first}},{"type":"ITEM","id":"GONE","is_deleted":true,"item_data":{"variations":[{{Variation("V9", "S-9")}}]} }],"cursor":"next"}""");
        wire.Post(Search, $$"""{"objects":[{{second}}]}""", holding: "\"cursor\":\"next\"");
        var connection = wire.Open();

        var page = await Read<Product>(connection, new(null, 5000));
        var last = await Read<Product>(connection, new(page.Next, 5000));

        Assert.Equal(["S-1 ITEM1 price 12.50 EUR | gtin 96385074 | status active", "S-2 ITEM1 price  | gtin 4006381333931 | status active"], page.Observations.Select(Text));
        Assert.Equal(["S-1 ITEM2 price 9.95 EUR | gtin  | status archived"], last.Observations.Select(Text));
        Assert.Null(last.Next);
        Wire.Same("""{"object_types":["ITEM"],"limit":1000}""", wire.Bodies(Search)[0]);
        Wire.Same("""{"object_types":["ITEM"],"limit":1000,"cursor":"next"}""", wire.Bodies(Search)[1]);
    }

    [Fact]
    public async Task Products_by_key_are_those_whose_SKU_is_spelled_the_same()
    {
        await using var wire = new Wire();
        wire.Post(Search, $$"""{"objects":[{{Variation("V1", "S-1")}},{{Variation("V2", "s-2")}}]}""");
        wire.Post(Samples.Retrieve, $$"""{"objects":[{{Item("ITEM1", $"{Variation("V1", "S-1")},{Variation("V5", "S-5")}")}}]}""");

        var page = await Read<Product>(wire.Open(), new(null, 10) { Keys = ["S-1", "S-2", "S-3"] });

        Assert.Equal(["S-1 ITEM1 price 9.95 EUR | gtin  | status active"], page.Observations.Select(Text));
        Assert.Null(page.Next);
        Wire.Same("""{"object_types":["ITEM_VARIATION"],"query":{"set_query":{"attribute_name":"sku","attribute_values":["S-1","S-2","S-3"]} } }""", wire.Body(Search));
        Wire.Same("""{"object_ids":["ITEM1"]}""", wire.Body(Samples.Retrieve));
    }

    [Fact]
    public async Task Stock_is_shown_at_open_locations_for_what_is_linked()
    {
        await using var wire = new Wire().Link(EntityType.Variant, "S-1", "VAR1").Link(EntityType.Variant, "S-2", "VAR2");
        wire.Answer("GET", "/v2/locations", """{"locations":[{"id":"L1","status":"ACTIVE"},{"id":"L2"},{"id":"L3","status":"INACTIVE"}]}""");
        wire.Post(Counts, $$"""{"counts":[{{Count("VAR1", "L1", "7")}},{{Count("VAR1", "L3", "1")}},{{Count("MERCHANTS", "L1", "3")}},{{Count("VAR2", "L1", "1", "WASTE")}},{{Count("VAR2", "L2", "many")}}],"cursor":"next"}""");
        wire.Post(Counts, $$"""{"counts":[{{Count("VAR2", "L2", "-2.5")}}]}""", holding: "\"cursor\":\"next\"");
        var connection = wire.Open();

        var page = await Read<StockLevel>(connection, new(null, 300));
        var last = await Read<StockLevel>(connection, new(page.Next, 300));

        Assert.Equal(["S-1@L1 S-1@L1 available 7"], page.Observations.Select(Text));
        Assert.Equal(["S-2@L2 S-2@L2 available -2.5"], last.Observations.Select(Text));
        Assert.Null(last.Next);
        Wire.Same("""{"states":["IN_STOCK"],"limit":300}""", wire.Bodies(Counts)[0]);
        Wire.Same("""{"states":["IN_STOCK"],"limit":300,"cursor":"next"}""", wire.Bodies(Counts)[1]);
        Assert.Single(wire.Sent, call => call == "GET /v2/locations");
    }

    [Fact]
    public async Task Stock_by_key_asks_for_these_variations_and_locations_only()
    {
        await using var wire = new Wire().Locations("L1", "L2").Link(EntityType.Variant, "S-1", "VAR1").Link(EntityType.Variant, "S-2", "VAR2");
        wire.Post(Counts, $$"""{"counts":[{{Count("VAR1", "L1", "7")}},{{Count("VAR1", "L2", "8")}},{{Count("VAR2", "L2", "0")}}]}""");

        var page = await Read<StockLevel>(wire.Open(), new(null, 10) { Keys = ["S-1@L1", "S-2@L2", "S-2@CLOSED", "NEVER@L1", "nonsense"] });

        Assert.Equal(["S-1@L1 S-1@L1 available 7", "S-2@L2 S-2@L2 available 0"], page.Observations.Select(Text));
        Wire.Same("""{"catalog_object_ids":["VAR1","VAR2"],"location_ids":["L1","L2"],"states":["IN_STOCK"],"limit":1000}""", wire.Body(Counts));
    }

    [Fact]
    public async Task Keys_that_nothing_is_known_of_ask_nothing()
    {
        await using var wire = new Wire();
        Assert.Empty((await Read<StockLevel>(wire.Open(), new(null, 10) { Keys = ["NEVER@L1"] })).Observations);
        Assert.Empty((await Read<Product>(wire.Open(), new(null, 10) { Keys = [] })).Observations);
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public async Task Cursor_that_stands_still_is_a_fault()
    {
        await using var wire = new Wire().Locations("L1");
        wire.Post(Search, """{"cursor":"same"}""").Post(Counts, """{"cursor":"same"}""");
        var connection = wire.Open();

        Assert.Equal("same", (await Read<Product>(connection, new(null, 10))).Next?.Value);
        Assert.Equal(FaultKind.Transient, (await Assert.ThrowsAsync<ConnectorException>(async () => await Read<Product>(connection, new(new("same"), 10)))).Kind);
        Assert.Equal(FaultKind.Transient, (await Assert.ThrowsAsync<ConnectorException>(async () => await Read<StockLevel>(connection, new(new("same"), 10)))).Kind);
    }
}
