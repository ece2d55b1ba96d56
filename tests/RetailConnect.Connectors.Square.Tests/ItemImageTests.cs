using System.Text.Json.Nodes;

namespace RetailConnect.Connectors.Square.Tests;

/// <summary>Pictures of products in the catalogue.</summary>
public sealed class ItemImageTests
{
    private const string Search = "/v2/catalog/search";
    private const string Upsert = "/v2/catalog/batch-upsert";
    private const string Upload = "/v2/catalog/images";
    private const string Made = """{"id_mappings":[{"client_object_id":"#item-1","object_id":"ITEM1"},{"client_object_id":"#item-1-1","object_id":"VAR1"},{"client_object_id":"#item-2","object_id":"ITEM2"},{"client_object_id":"#item-2-1","object_id":"VAR2"}]}""";
    private static readonly byte[] Red = [0xFF, 0xD8, 0xFF, 1, 0, 0xFE];
    private static readonly byte[] Blue = [0xFF, 0xD8, 0xFF, 2];

    [Fact]
    public async Task A_new_picture_is_uploaded_and_stands_in_the_write_of_its_item()
    {
        var gallery = new Gallery();
        await using var wire = WireOf(gallery).Post(Search, "{}").Post(Upload, Picture("IMG1")).Post(Upsert, Made);
        var image = gallery.Add(Red, text: "A red shirt");

        var result = Assert.Single(await WriteAsync(wire, Product("P1", null, [image])));

        Assert.Equal("ITEM1", result.Receipt!.Id.Value);
        Assert.Equal(["IMG1"], Shown(wire.Body(Upsert)));
        Assert.Contains(wire.Bodies(Search), body => JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse($$"""{"object_types":["IMAGE"],"query":{"set_query":{"attribute_name":"name","attribute_values":["{{image.Digest}}"]} } }""")));
        var form = Assert.Single(wire.Forms(Upload));
        var key = Product("P1", null, [image]).IdempotencyKey.For(image.Digest).Value;
        var json = $"{{\"idempotency_key\":\"{key}\",\"image\":{{\"type\":\"IMAGE\",\"id\":\"#image\",\"image_data\":{{\"name\":\"{image.Digest}\",\"caption\":\"A red shirt\"}}}}}}";
        const string Boundary = "--7c1f0b52a9d34e6f8e2b6d05c4a7193e";
        Assert.Equal(
            $$"""
            {{Boundary}}
            Content-Type: application/json; charset=utf-8
            Content-Disposition: form-data; name=request

            {{json}}
            {{Boundary}}
            Content-Type: image/jpeg
            Content-Disposition: form-data; name=image_file; filename={{image.Digest}}.jpg; filename*=utf-8''{{image.Digest}}.jpg

            {{System.Text.Encoding.Latin1.GetString(Red)}}
            {{Boundary}}--

            """.ReplaceLineEndings("\n"),
            form.Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_that_the_item_shows_costs_a_read_and_no_write()
    {
        var gallery = new Gallery();
        var image = gallery.Add(Red);
        await using var wire = WireOf(gallery).Post(Samples.Retrieve, Item("HAND", "IMG1"), holding: "ITEM1").Post(Samples.Retrieve, Images(("HAND", "by hand"), ("IMG1", image.Digest)), holding: "IMG1");

        Assert.True(Assert.Single(await WriteAsync(wire, Product("P1", "ITEM1", [image]))).Receipt!.Unchanged);
        Assert.Empty(gallery.Asked);
    }

    [Fact]
    public async Task Another_picture_takes_the_place_of_ours_and_the_merchants_stay()
    {
        var gallery = new Gallery();
        await using var wire = WireOf(gallery).Post(Samples.Retrieve, Item("IMG1", "HAND"), holding: "ITEM1").Post(Samples.Retrieve, Images(("IMG1", Digest('a')), ("HAND", Digest('A'))), holding: "IMG1");
        var image = gallery.Add(Blue);
        wire.Post(Search, Images(("IMG9", image.Digest), ("IMG8", image.Digest), ("IMG0", image.Digest.ToUpperInvariant()))).Post(Upsert, "{}");

        Assert.NotNull(Assert.Single(await WriteAsync(wire, Product("P1", "ITEM1", [image]))).Receipt);

        Assert.Equal(["HAND", "IMG8"], Shown(wire.Body(Upsert)));
        Assert.Empty(gallery.Asked);
    }

    [Fact]
    public async Task Pictures_that_nobody_knows_cost_nothing_and_stay()
    {
        await using var wire = WireOf(new Gallery()).Post(Samples.Retrieve, Item("IMG1", "HAND"), holding: "ITEM1").Post(Upsert, "{}");
        Assert.NotNull(Assert.Single(await WriteAsync(wire, Product("P1", "ITEM1", null, 12))).Receipt);
        Assert.Equal(["IMG1", "HAND"], Shown(wire.Body(Upsert)));
        Assert.Single(wire.Bodies(Samples.Retrieve));
    }

    [Fact]
    public async Task No_picture_takes_ours_off_and_an_item_without_any_stays_as_it_is()
    {
        await using var wire = WireOf(new Gallery()).Post(Samples.Retrieve, Item("IMG1", "HAND"), holding: "ITEM1").Post(Samples.Retrieve, Images(("IMG1", Digest('a')), ("HAND", "by hand")), holding: "IMG1").Post(Upsert, "{}");
        Assert.False(Assert.Single(await WriteAsync(wire, Product("P1", "ITEM1", []))).Receipt!.Unchanged);
        Assert.Equal(["HAND"], Shown(wire.Body(Upsert)));

        await using var none = WireOf(new Gallery()).Post(Samples.Retrieve, Item(), holding: "ITEM1");
        Assert.True(Assert.Single(await WriteAsync(none, Product("P1", "ITEM1", []))).Receipt!.Unchanged);
        Assert.Single(none.Sent);
    }

    [Fact]
    public async Task A_picture_that_two_products_show_is_uploaded_once()
    {
        var gallery = new Gallery();
        var image = gallery.Add(Red);
        await using var wire = WireOf(gallery).Post(Search, "{}").Post(Upload, Picture("IMG1")).Post(Upsert, Made);

        var results = await WriteAsync(wire, Product("P1", null, [image, image]), Product("P2", null, [image]));

        Assert.Equal(["ITEM1", "ITEM2"], results.Select(result => result.Receipt!.Id.Value));
        Assert.Equal([["IMG1"], ["IMG1"]], Items(wire.Body(Upsert)).Select(item => item["item_data"]!["image_ids"]!.AsArray().Select(id => (string)id!)));
        Assert.Equal([image.Digest], gallery.Asked);
        Assert.Single(wire.Forms(Upload));
    }

    [Theory]
    [InlineData("image/webp", 6)]
    [InlineData("image/jpeg", 15 * 1024 * 1024 + 1)]
    [InlineData("image/jpeg", 0)]
    public async Task What_Square_never_takes_is_told_and_holds_nothing_up(string type, int length)
    {
        var gallery = new Gallery();
        var image = gallery.Add(Red, type) with { Length = length };
        await using var wire = WireOf(gallery).Post(Samples.Retrieve, Item("IMG1", "HAND"), holding: "ITEM1").Post(Samples.Retrieve, Images(("IMG1", Digest('a'))), holding: "IMG1").Post(Upsert, "{}");

        Assert.NotNull(Assert.Single(await WriteAsync(wire, Product("P1", "ITEM1", [image], 12))).Receipt);

        Assert.Equal(["IMG1", "HAND"], Shown(wire.Body(Upsert)));
        Assert.Equal("1301", Assert.Single(gallery.Warnings)[..4]);
        Assert.Empty(gallery.Asked);
    }

    [Fact]
    public async Task A_picture_that_holds_the_boundary_is_not_sent()
    {
        var gallery = new Gallery();
        await using var wire = WireOf(gallery).Post(Search, "{}").Post(Upsert, Made);
        var image = gallery.Add([0xFF, 0xD8, 0xFF, .. "\r\n--7c1f0b52a9d34e6f8e2b6d05c4a7193e\r\n"u8]);
        Assert.NotNull(Assert.Single(await WriteAsync(wire, Product("P1", null, [image]))).Receipt);
        Assert.Contains("separates the parts", Assert.Single(gallery.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_Square_refuses_is_told_and_the_other_one_shown()
    {
        var gallery = new Gallery();
        await using var wire = WireOf(gallery).Post(Search, "{}").Post(Upload, Picture("IMG1")).Post(Upload, Wire.Error("INVALID_CONTENT_TYPE"), status: 400).Post(Upsert, Made);
        Assert.NotNull(Assert.Single(await WriteAsync(wire, Product("P1", null, [gallery.Add(Red)]))).Receipt);
        Assert.Null(Items(wire.Body(Upsert)).Single()["item_data"]!["image_ids"]);
        Assert.Contains("INVALID_CONTENT_TYPE", Assert.Single(gallery.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503, "SERVICE_UNAVAILABLE", FaultKind.Transient)]
    [InlineData(429, "RATE_LIMITED", FaultKind.Throttled)]
    [InlineData(401, "UNAUTHORIZED", FaultKind.Unauthorized)]
    public async Task What_passes_lets_the_item_be_written_and_fails_it_then(int status, string code, FaultKind kind)
    {
        var gallery = new Gallery();
        await using var wire = WireOf(gallery).Post(Samples.Retrieve, Item("IMG1"), holding: "ITEM1").Post(Samples.Retrieve, Images(("IMG1", Digest('a'))), holding: "IMG1");
        wire.Post(Search, "{}").Post(Upload, Wire.Error(code), status: status).Post(Upsert, "{}");

        var result = Assert.Single(await WriteAsync(wire, Product("P1", "ITEM1", [gallery.Add(Red), gallery.Add(Blue)], 12)));

        Assert.Equal(kind, result.Fault!.Kind);
        Assert.Equal(["IMG1"], Shown(wire.Body(Upsert)));
        Assert.Contains("\"amount\":1200", wire.Body(Upsert), StringComparison.Ordinal);
        Assert.Empty(gallery.Warnings);

        // What is said of the whole account holds for the next picture too.
        Assert.Equal(kind is FaultKind.Transient ? 2 : 1, gallery.Asked.Count);
    }

    [Theory]
    [InlineData("changed", Reasons.ImageChanged)]
    [InlineData("cut", null)]
    public async Task Content_that_is_not_the_promised_one_is_not_uploaded(string what, string? reason)
    {
        var gallery = new Gallery();
        var image = gallery.Fail(Red, () => what is "changed" ? new MemoryStream(Blue) : throw new IOException("The connection was cut."));
        await using var wire = WireOf(gallery).Post(Search, "{}").Post(Upsert, Made);
        var result = Assert.Single(await WriteAsync(wire, Product("P1", null, [image])));
        Assert.Equal((FaultKind.Transient, reason), (result.Fault!.Kind, result.Fault.Reason));
    }

    [Fact]
    public async Task An_item_that_was_made_without_its_picture_is_not_made_again_though_the_search_does_not_show_it()
    {
        var gallery = new Gallery();
        await using var wire = WireOf(gallery).Post(Search, "{}").Post(Upload, Wire.Error("SERVICE_UNAVAILABLE"), status: 503).Post(Upsert, Made);
        var sink = wire.Open().Part<IBatchSink<Product>>()!;
        var product = Product("P1", null, [gallery.Add(Red)]);
        Assert.Equal(FaultKind.Transient, Assert.Single(await sink.WriteBatchAsync([product], Wire.Token)).Fault!.Kind);

        wire.Post(Upload, Picture("IMG1")).Post(Samples.Retrieve, Item(), holding: "ITEM1");
        Assert.Equal("ITEM1", Assert.Single(await sink.WriteBatchAsync([product], Wire.Token)).Receipt!.Id.Value);

        Assert.Equal(["#item-1", "ITEM1"], wire.Bodies(Upsert).Select(body => (string)Items(body).Single()["id"]!));
        Assert.Equal((2, 1), (wire.Forms(Upload).Count, wire.Forms(Upload).Distinct().Count()));
    }

    [Fact]
    public async Task An_item_that_is_refused_with_its_picture_is_written_without_it()
    {
        var gallery = new Gallery();
        await using var wire = WireOf(gallery).Post(Samples.Retrieve, Item("HAND"), holding: "ITEM1").Post(Samples.Retrieve, Images(("HAND", "by hand")), holding: "HAND").Post(Search, "{}").Post(Upload, Picture("IMG1"));
        wire.Post(Upsert, "{}").Post(Upsert, Wire.Error("NOT_FOUND", detail: "There is no IMG1."), holding: "IMG1", status: 404);

        Assert.NotNull(Assert.Single(await WriteAsync(wire, Product("P1", "ITEM1", [gallery.Add(Red)], 12))).Receipt);

        Assert.Equal(["HAND"], Shown(wire.Bodies(Upsert)[^1]));
        Assert.Contains("NOT_FOUND", Assert.Single(gallery.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_is_refused_for_another_reason_stays_refused()
    {
        var gallery = new Gallery();
        await using var wire = WireOf(gallery).Post(Search, "{}").Post(Upload, Picture("IMG1")).Post(Upsert, Wire.Error("VALUE_TOO_LONG"), status: 400);
        Assert.Equal(FaultKind.Rejected, Assert.Single(await WriteAsync(wire, Product("P1", null, [gallery.Add(Red)]))).Fault!.Kind);
        Assert.Empty(gallery.Warnings);
    }

    [Fact]
    public async Task A_search_that_is_refused_finds_nothing_and_one_that_fails_is_tried_again()
    {
        var gallery = new Gallery();
        await using var wire = WireOf(gallery).Post(Search, "{}").Post(Search, Wire.Error("BAD_REQUEST"), holding: "IMAGE", status: 400).Post(Upload, Picture("IMG1")).Post(Upsert, Made);
        Assert.NotNull(Assert.Single(await WriteAsync(wire, Product("P1", null, [gallery.Add(Red)]))).Receipt);
        Assert.Equal(["IMG1"], Shown(wire.Body(Upsert)));

        wire.Post(Search, Wire.Error("INTERNAL_SERVER_ERROR"), holding: "IMAGE", status: 500);
        Assert.Equal(FaultKind.Transient, Assert.Single(await WriteAsync(wire, Product("P1", null, [gallery.Add(Red)]))).Fault!.Kind);
        Assert.Single(wire.Forms(Upload));
    }

    [Theory]
    [InlineData(500, "INTERNAL_SERVER_ERROR", true, 0)]
    [InlineData(400, "BAD_REQUEST", false, 1)]
    public async Task What_the_item_shows_stays_when_it_can_not_be_read(int status, string code, bool again, int told)
    {
        var gallery = new Gallery();
        await using var wire = WireOf(gallery).Post(Samples.Retrieve, Item("IMG1"), holding: "ITEM1").Post(Samples.Retrieve, Wire.Error(code), holding: "IMG1", status: status).Post(Upsert, "{}");
        var result = Assert.Single(await WriteAsync(wire, Product("P1", "ITEM1", [gallery.Add(Red)], 12)));
        Assert.Equal(again, result.Fault?.Kind is FaultKind.Transient);
        Assert.Equal(told, gallery.Warnings.Count);
        Assert.Equal(["IMG1"], Shown(wire.Body(Upsert)));
    }

    /// <summary>Reads are repeated on a clock that goes.</summary>
    private static Wire WireOf(Gallery gallery) => new() { Pictures = gallery, Logs = gallery, Time = TimeProvider.System };

    private static async Task<IReadOnlyList<WriteResult>> WriteAsync(Wire wire, params Envelope<Product>[] products) => await wire.Open().Part<IBatchSink<Product>>()!.WriteBatchAsync(products, Wire.Token);

    private static Envelope<Product> Product(string id, string? target, IReadOnlyList<ProductImage>? images, decimal price = 10) => TestConnection.Envelope(
        "erp", Wire.Name, Change.Upserted<Product>(id, "1", new() { Id = id, Title = "Shirt", Variants = [new() { Sku = new($"S-{id}"), Price = Price.Of(new(price, "EUR")) }], Images = images }), id, target);

    /// <summary>An item of the first product, as Square shows it.</summary>
    private static string Item(params string[] images) => $$"""
        {"objects":[{"type":"ITEM","id":"ITEM1","version":7,"present_at_all_locations":true,"item_data":{"name":"Shirt"{{(images.Length == 0 ? "" : $",\"image_ids\":[{string.Join(',', images.Select(id => $"\"{id}\""))}]")}},"variations":[
          {"type":"ITEM_VARIATION","id":"VAR1","version":7,"present_at_all_locations":true,"item_variation_data":{"item_id":"ITEM1","name":"Regular","sku":"S-P1","pricing_type":"FIXED_PRICING","price_money":{"amount":1000,"currency":"EUR"},"track_inventory":true} }]} }]}
        """;

    private static string Images(params (string Id, string Name)[] images) =>
        $$"""{"objects":[{{string.Join(',', images.Select(image => $$"""{"type":"IMAGE","id":"{{image.Id}}","version":3,"image_data":{"name":"{{image.Name}}","url":"https://square.example/{{image.Id}}"} }"""))}}]}""";

    private static string Picture(string id) => $$"""{"image":{"type":"IMAGE","id":"{{id}}","image_data":{"url":"https://square.example/{{id}}"} } }""";

    private static string Digest(char digit) => new(digit, 64);

    private static JsonNode[] Items(string body) => [.. JsonNode.Parse(body)!["batches"]![0]!["objects"]!.AsArray().Select(item => item!)];

    private static IEnumerable<string> Shown(string body) => (Items(body).Single()["item_data"]!["image_ids"] as JsonArray ?? []).Select(id => (string)id!);
}
