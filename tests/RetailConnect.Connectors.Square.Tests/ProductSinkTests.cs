using System.Text.Json.Nodes;

namespace RetailConnect.Connectors.Square.Tests;

public sealed class ProductSinkTests
{
    private const string Search = "/v2/catalog/search";
    private const string Upsert = "/v2/catalog/batch-upsert";
    private const string Made = """{"id_mappings":[{"client_object_id":"#item-1","object_id":"ITEM1"},{"client_object_id":"#item-1-1","object_id":"VAR1"},{"client_object_id":"#item-1-2","object_id":"VAR2"}]}""";

    /// <summary>An item as a merchant left it: with a tax, a category, a price at one location and a variation that the ERP does not know.</summary>
    private const string Existing = """
        {"objects":[{"type":"ITEM","id":"ITEM1","version":7,"updated_at":"2026-11-22T00:00:00Z","created_at":"2026-11-01T00:00:00Z","is_deleted":false,"present_at_all_locations":false,"present_at_location_ids":["L1"],
         "item_data":{"name":"Shirt","description":"Soft","description_html":"Soft","description_plaintext":"Soft","tax_ids":["TAX"],"categories":[{"id":"CAT"}],"product_type":"REGULAR","variations":[
          {"type":"ITEM_VARIATION","id":"VAR1","version":7,"updated_at":"2026-11-22T00:00:00Z","is_deleted":false,"present_at_all_locations":true,"item_variation_data":{"item_id":"ITEM1","name":"Red","sku":"S-RED","ordinal":0,
           "pricing_type":"FIXED_PRICING","price_money":{"amount":1000,"currency":"EUR"},"track_inventory":true,"sellable":true,"location_overrides":[{"location_id":"L1","track_inventory":true,"sold_out":true,"sold_out_valid_until":"x"}]}},
          {"type":"ITEM_VARIATION","id":"OWN","version":7,"item_variation_data":{"item_id":"ITEM1","name":"Sample","sku":"HOUSE","ordinal":1,"pricing_type":"VARIABLE_PRICING"}}]}}]}
        """;

    private static ProductVariant Variant(string sku, decimal price, string? title = null, string currency = "EUR", string? gtin = null) =>
        new() { Sku = new(sku), Title = title, Price = Price.Of(new(price, currency)), Gtin = gtin is null ? null : Gtin.Parse(gtin) };

    private static Envelope<Product> Product(string id, string? target, params ProductVariant[] variants) => TestConnection.Envelope(
        "erp", Wire.Name, Change.Upserted<Product>(id, "1", new() { Id = id, Title = "Shirt", Description = "Soft", Variants = variants }), id, target);

    private static async Task<IReadOnlyList<WriteResult>> Write(Wire wire, params Envelope<Product>[] products) => await wire.Open().Part<IBatchSink<Product>>()!.WriteBatchAsync(products, Wire.Token);

    [Fact]
    public async Task New_product_becomes_an_item_with_variations()
    {
        await using var wire = new Wire().Post(Search, "{}").Post(Upsert, Made);

        var result = Assert.Single(await Write(wire, Product("P1", null, Variant("S-RED", 10, "Red", gtin: "4006381333931"), Variant("S-BLUE", 10.5m, "Blue", gtin: "96385074"))));

        Assert.Equal(("ITEM1", false), (result.Receipt!.Id.Value, result.Receipt.Unchanged));
        Assert.Equal([new(EntityType.Variant, new("S-RED"), "VAR1"), new(EntityType.Variant, new("S-BLUE"), "VAR2")], result.Receipt.Links);
        Wire.Same("""{"object_types":["ITEM_VARIATION"],"query":{"set_query":{"attribute_name":"sku","attribute_values":["S-BLUE","S-RED"]}}}""", wire.Body(Search));
        var body = JsonNode.Parse(wire.Body(Upsert))!;
        Assert.Equal(43, ((string)body["idempotency_key"]!).Length);
        Wire.Same(
            """
            [{"objects":[{"type":"ITEM","id":"#item-1","present_at_all_locations":true,"item_data":{"name":"Shirt","description_html":"Soft","variations":[
             {"type":"ITEM_VARIATION","id":"#item-1-1","present_at_all_locations":true,"item_variation_data":{"item_id":"#item-1","name":"Red","sku":"S-RED","upc":"4006381333931","pricing_type":"FIXED_PRICING","price_money":{"amount":1000,"currency":"EUR"},"track_inventory":true}},
             {"type":"ITEM_VARIATION","id":"#item-1-2","present_at_all_locations":true,"item_variation_data":{"item_id":"#item-1","name":"Blue","sku":"S-BLUE","upc":"00000096385074","pricing_type":"FIXED_PRICING","price_money":{"amount":1050,"currency":"EUR"},"track_inventory":true}}]}}]}]
            """,
            body["batches"]!.ToJsonString());
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(null, false, false)]
    [InlineData(true, null, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public async Task Price_is_sent_only_where_the_seller_states_prices_the_same_way(bool? seller, bool? price, bool refused)
    {
        await using var wire = new Wire();
        if (!refused)
        {
            wire.Post(Search, "{}").Post(Upsert, Made);
        }

        var variant = Variant("S-RED", 10);
        var product = Product("P1", null, variant with { Price = variant.Price with { TaxIncluded = price } });
        var result = Assert.Single(await wire.Open(options => options.PricesIncludeTax = seller).Part<IBatchSink<Product>>()!.WriteBatchAsync([product], Wire.Token));

        Assert.Equal(refused ? Reasons.PriceTaxDiffers : null, result.Fault?.Reason);
    }

    [Fact]
    public async Task Known_item_is_changed_under_its_version_and_keeps_what_the_merchant_added()
    {
        await using var wire = new Wire().Link(EntityType.Variant, "S-RED", "VAR1").Post(Samples.Retrieve, Existing).Post(Upsert, "{}");

        var result = Assert.Single(await Write(wire, Product("P1", "ITEM1", Variant("S-RED", 12))));

        Assert.Equal([new EntityLink(EntityType.Variant, new("S-RED"), "VAR1")], result.Receipt!.Links);
        Wire.Same(
            """
            [{"objects":[{"type":"ITEM","id":"ITEM1","version":7,"present_at_all_locations":false,"present_at_location_ids":["L1"],
             "item_data":{"name":"Shirt","description":"Soft","description_html":"Soft","tax_ids":["TAX"],"categories":[{"id":"CAT"}],"product_type":"REGULAR","variations":[
              {"type":"ITEM_VARIATION","id":"VAR1","version":7,"present_at_all_locations":true,"item_variation_data":{"item_id":"ITEM1","name":"Red","sku":"S-RED",
               "pricing_type":"FIXED_PRICING","price_money":{"amount":1200,"currency":"EUR"},"track_inventory":true,"sellable":true,"location_overrides":[{"location_id":"L1","track_inventory":true}]}},
              {"type":"ITEM_VARIATION","id":"OWN","version":7,"item_variation_data":{"item_id":"ITEM1","name":"Sample","sku":"HOUSE","pricing_type":"VARIABLE_PRICING"}}]}}]}]
            """,
            JsonNode.Parse(wire.Body(Upsert))!["batches"]!.ToJsonString());
    }

    [Fact]
    public async Task Repeat_after_a_lost_answer_finds_the_item_by_sku_and_writes_nothing()
    {
        await using var wire = new Wire();
        wire.Post(Search, """{"objects":[{"type":"ITEM_VARIATION","id":"VAR1","item_variation_data":{"item_id":"ITEM1","sku":"S-RED"}},{"type":"ITEM_VARIATION","id":"X","item_variation_data":{"item_id":"OTHER","sku":"s-red"}}]}""");
        wire.Post(Samples.Retrieve, Existing, holding: "\"ITEM1\"");

        var result = Assert.Single(await Write(wire, Product("P1", null, Variant("S-RED", 10))));

        Assert.Equal(("ITEM1", true), (result.Receipt!.Id.Value, result.Receipt.Unchanged));
        Assert.Equal([new EntityLink(EntityType.Variant, new("S-RED"), "VAR1")], result.Receipt.Links);
    }

    [Fact]
    public async Task Same_effect_has_the_same_key_and_another_content_another()
    {
        await using var wire = new Wire().Post(Search, "{}").Post(Upsert, Made);
        foreach (var price in (decimal[])[10, 10, 11])
        {
            await Write(wire, Product("P1", null, Variant("S-RED", price)));
        }

        var keys = wire.Bodies(Upsert).Select(body => (string)JsonNode.Parse(body)!["idempotency_key"]!).ToList();
        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[0], keys[2]);
    }

    [Fact]
    public async Task New_variant_joins_the_item_that_is_there()
    {
        await using var wire = new Wire().Link(EntityType.Variant, "S-RED", "VAR1").Post(Samples.Retrieve, Existing).Post(Search, "{}");
        wire.Post(Upsert, """{"id_mappings":[{"client_object_id":"#item-1-2","object_id":"VAR9"}]}""");

        var result = Assert.Single(await Write(wire, Product("P1", "ITEM1", Variant("S-RED", 10), Variant("S-NEW", 11))));

        Assert.Equal(["VAR1", "VAR9"], result.Receipt!.Links.Select(link => link.External.Value));
        Assert.Contains("S-NEW", wire.Body(Search), StringComparison.Ordinal);
        Assert.DoesNotContain("S-RED", wire.Body(Search), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Item_whose_id_is_gone_is_found_again_by_sku()
    {
        await using var wire = new Wire().Post(Samples.Retrieve, "{}").Post(Samples.Retrieve, Existing, holding: "\"ITEM1\"").Post(Upsert, "{}");
        wire.Post(Search, """{"objects":[{"type":"ITEM_VARIATION","id":"VAR1","item_variation_data":{"item_id":"ITEM1","sku":"S-RED"}}]}""");
        Assert.Equal("ITEM1", Assert.Single(await Write(wire, Product("P1", "DELETED", Variant("S-RED", 99)))).Receipt!.Id.Value);
    }

    [Fact]
    public async Task Sku_of_another_item_is_refused_and_the_rest_is_written()
    {
        await using var wire = new Wire().Post(Samples.Retrieve, Existing).Post(Upsert, """{"id_mappings":[{"client_object_id":"#item-2","object_id":"I2"},{"client_object_id":"#item-2-1","object_id":"V2"}]}""");
        wire.Post(Search, """{"objects":[{"type":"ITEM_VARIATION","id":"VAR1","item_variation_data":{"item_id":"ITEM1","sku":"S-RED"}},{"type":"ITEM_VARIATION","id":"V8","item_variation_data":{"item_id":"ITEM8","sku":"S-EIGHT"}}]}""");
        wire.Post(Samples.Retrieve, Existing.Replace("]}}]}", """]}},{"type":"ITEM","id":"ITEM8","version":1,"item_data":{"variations":[{"type":"ITEM_VARIATION","id":"V8","item_variation_data":{"item_id":"ITEM8","sku":"S-EIGHT"}}]}}]}""", StringComparison.Ordinal));

        var results = await Write(wire, Product("P1", null, Variant("S-RED", 1), Variant("S-EIGHT", 1)), Product("P2", null, Variant("S-TWO", 1)));

        Assert.Equal((FaultKind.Rejected, "sku-elsewhere"), (results[0].Fault!.Kind, results[0].Fault!.Reason));
        Assert.Equal("I2", results[1].Receipt!.Id.Value);
    }

    [Fact]
    public async Task Refused_product_is_isolated()
    {
        await using var wire = new Wire().Post(Search, "{}").Post(Upsert, Made).Post(Upsert, Wire.Error("VALUE_TOO_LONG"), holding: "S-BAD", status: 400);
        wire.Answer("POST", Upsert, """{"id_mappings":[{"client_object_id":"#item-3","object_id":"I3"},{"client_object_id":"#item-3-1","object_id":"V3"}]}""", body: text => text.Contains("S-3", StringComparison.Ordinal) && !text.Contains("S-BAD", StringComparison.Ordinal));

        var results = await Write(wire, Product("P1", null, Variant("S-RED", 1)), Product("P2", null, Variant("S-BAD", 1)), Product("P3", null, Variant("S-3", 1)));

        Assert.Equal(["ITEM1", null, "I3"], results.Select(result => result.Receipt?.Id.Value));
        Assert.Equal(FaultKind.Rejected, results[1].Fault!.Kind);
    }

    [Fact]
    public async Task Version_that_moved_is_a_conflict()
    {
        await using var wire = new Wire().Post(Samples.Retrieve, Existing).Post(Upsert, Wire.Error("VERSION_MISMATCH"), status: 400);
        Assert.Equal((FaultKind.Conflict, Reasons.Conflict), (await Write(wire, Product("P1", "ITEM1", Variant("S-RED", 2))))[0].Fault is { } fault ? (fault.Kind, fault.Reason) : default);
    }

    [Fact]
    public async Task Wrong_products_are_refused_before_anything_is_sent()
    {
        await using var wire = new Wire();
        var sink = wire.Open(options => options.MerchantCurrency = "EUR").Part<IBatchSink<Product>>()!;

        var results = await sink.WriteBatchAsync(
            [
                Product("P1", null), Product("P2", null, Variant(" ", 1)), Product("P3", null, Variant("A", 1), Variant("A", 2)), Product("P4", null, Variant("B", 1, currency: "USD")),
                TestConnection.Envelope("erp", Wire.Name, Change.Deleted<Product>("P5", "1"), "P5"),
            ],
            Wire.Token);

        Assert.Equal([Reasons.UnknownSku, Reasons.UnknownSku, "sku-elsewhere", Reasons.UnsupportedCurrency, "delete-unsupported"], results.Select(result => result.Fault!.Reason));
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public async Task Price_finer_than_the_smallest_unit_is_refused_and_odd_prices_go_to_the_vendor()
    {
        await using var wire = new Wire().Post(Search, "{}").Post(Upsert, Wire.Error("VALUE_TOO_LOW"), status: 400);
        var results = await Write(wire, Product("P1", null, Variant("A", 1.005m)), Product("P2", null, Variant("B", -1)));
        Assert.Equal("invalid-price", results[0].Fault!.Reason);
        Assert.Contains("\"amount\":-100", wire.Body(Upsert), StringComparison.Ordinal);
        Assert.Equal(FaultKind.Rejected, results[1].Fault!.Kind);
    }

    [Fact]
    public async Task Three_decimals_emoji_and_markup_survive()
    {
        await using var wire = new Wire().Post(Search, "{}").Post(Upsert, Made);
        var product = TestConnection.Envelope("erp", Wire.Name, Change.Upserted<Product>("P", "1", new() { Id = "P", Title = "Tea 🍵", Description = "<b> & more", Variants = [Variant("A", 1.234m, currency: "KWD")], Status = ProductStatus.Archived }), "P");
        await Write(wire, product);
        var item = JsonNode.Parse(wire.Body(Upsert))!["batches"]![0]!["objects"]![0]!["item_data"]!;
        Assert.Equal(("Tea 🍵", "&lt;b&gt; &amp; more", true, 1234L), ((string)item["name"]!, (string)item["description_html"]!, (bool)item["is_archived"]!, (long)item["variations"]![0]!["item_variation_data"]!["price_money"]!["amount"]!));
    }

    [Fact]
    public async Task Calls_hold_at_most_so_many_objects_and_run_one_at_a_time()
    {
        await using var wire = new Wire().Post(Search, "{}");
        for (var i = 1; i <= 3; i++)
        {
            wire.Post(Upsert, $$"""{"id_mappings":[{"client_object_id":"#item-{{i}}","object_id":"I{{i}}"},{"client_object_id":"#item-{{i}}-1","object_id":"V{{i}}"}]}""", holding: $"\"#item-{i}\"");
        }

        var results = await wire.Open(options => options.CatalogObjects = 2).Part<IBatchSink<Product>>()!.WriteBatchAsync([.. Enumerable.Range(1, 3).Select(i => Product($"P{i}", null, Variant($"S{i}", 1)))], Wire.Token);

        Assert.Equal(["I1", "I2", "I3"], results.Select(result => result.Receipt!.Id.Value));
        Assert.Equal(3, wire.Bodies(Upsert).Count);
    }

    [Fact]
    public async Task Answer_without_the_new_ids_is_no_success()
    {
        await using var wire = new Wire().Post(Search, "{}").Post(Upsert, "{}");
        Assert.Equal(FaultKind.Transient, (await Write(wire, Product("P1", null, Variant("A", 1))))[0].Fault!.Kind);
    }

    [Fact]
    public async Task Cancelled_write_stops()
    {
        await using var wire = new Wire();
        var sink = wire.Open().Part<IBatchSink<Product>>()!;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await sink.WriteBatchAsync([Product("P1", null, Variant("A", 1))], new CancellationToken(canceled: true)));
        Assert.Empty(wire.Sent);
    }
}
