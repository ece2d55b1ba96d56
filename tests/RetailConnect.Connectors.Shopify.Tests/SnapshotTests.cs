namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class SnapshotTests
{
    private const string Currency = """{"shop":{"currencyCode":"EUR","taxesIncluded":true}}""";
    private const string Few = """{"variants":{"count":3},"locations":{"count":2}}""";
    private const string Many = """{"variants":{"count":60000},"locations":{"count":2}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Variant(int id, string? sku, string price = "12.5", string more = "", string status = "ACTIVE") =>
        $$"""{"id":"gid://shopify/ProductVariant/{{id}}",{{(sku is null ? "" : $"\"sku\":\"{sku}\",")}}"price":"{{price}}"{{more}},"product":{"id":"gid://shopify/Product/1","status":"{{status}}"} }""";

    private static string Level(int item, int units, string more = "") => $$"""{"item":{"id":"gid://shopify/InventoryItem/{{item}}"}{{more}},"quantities":[{"name":"available","quantity":{{units}}}]}""";

    private static string Location(string id, bool active = true) => $$"""{"id":"{{id}}","name":"Shop","isActive":{{(active ? "true" : "false")}},"updatedAt":"2026-11-22T11:00:00Z"}""";

    private static string Text(Observation seen) => $"{seen.Key} {seen.Entity.Value.Split('/')[^1]} {string.Join(" | ", seen.Fields.Select(field => $"{field.Name} {field.Value}"))}";

    private static ValueTask<SnapshotPage> Read<T>(Connection connection, SnapshotRequest request)
        where T : class => connection.Part<ISnapshotSource<T>>()!.ReadAsync(request, Token);

    private static Wire Linked(int items) => Enumerable.Range(1, items).Aggregate(new Wire(), (wire, number) => wire.Link(EntityType.Variant, Wire.Name, $"SKU-{number}", $"gid://shopify/InventoryItem/{number}"));

    [Fact]
    public async Task A_small_shop_is_shown_by_pages()
    {
        await using var wire = new Wire().Data("Shop", Currency).Data("SizeShown", Few);
        wire.Data("VariantsShown", $$"""{"page":{{Wire.Page($"{Variant(1, " A ", more: ",\"barcode\":\"4006381333931\",\"compareAtPrice\":\"15.00\"")},{Variant(2, null)},{Variant(3, "B", status: "DRAFT")}", "c1")}} }""");
        wire.Data("VariantsShown", $$"""{"page":{{Wire.Page(Variant(4, "A", "9.00"))}} }""");
        var connection = wire.Open();

        var page = await Read<Product>(connection, new(null, 1000));
        var last = await Read<Product>(connection, new(page.Next, 1000));

        Assert.Equal(["A 1 price 12.50 EUR | compare-at 15.00 EUR | gtin 4006381333931 | status active", "B 1 price 12.50 EUR | compare-at  | gtin  | status archived"], page.Observations.Select(Text));
        Assert.Equal(["A 1 price 9.00 EUR | compare-at  | gtin  | status active"], last.Observations.Select(Text));
        Assert.Null(last.Next);
        Assert.Equal(["""{"first":250}""", """{"first":250,"after":"c1"}"""], wire.Variables("VariantsShown").Select(variables => variables.ToJsonString()));
    }

    [Fact]
    public async Task Pages_begin_anew_behind_the_last_id_before_Shopify_stops_leading_through()
    {
        await using var wire = new Wire().Data("Shop", Currency).Data("VariantsShown", $$"""{"page":{{Wire.Page(Variant(777, "A"), "c80")}} }""").Data("VariantsShown", $$"""{"page":{{Wire.Page(Variant(778, "B"))}} }""");
        var connection = wire.Open();
        var page = await Read<Product>(connection, new(new("19999##c79"), 250));
        await Read<Product>(connection, new(page.Next, 250));
        Assert.Equal("""{"first":250,"query":"id:\u003E=778"}""", wire.Variables("VariantsShown")[1].ToJsonString());
    }

    [Fact]
    public async Task Products_by_key_are_those_whose_SKU_is_spelled_the_same()
    {
        await using var wire = new Wire().Data("Shop", Currency).Data("VariantsShown", $$"""{"page":{{Wire.Page($"{Variant(1, "a-1")},{Variant(2, "A-1")}", "c1")}} }""").Data("VariantsShown", $$"""{"page":{{Wire.Page($"{Variant(3, "A-12")},{Variant(4, "A-1", "1")}")}} }""");
        var page = await Read<Product>(wire.Open(), new(null, 10) { Keys = ["A-1", "it's"] });
        Assert.Equal([("A-1", "12.50 EUR"), ("A-1", "1.00 EUR")], page.Observations.Select(seen => (seen.Key, seen.Fields[0].Value)));
        Assert.Equal("sku:'A-1' OR sku:'it\\'s'", (string?)wire.Variables("VariantsShown")[0]["query"]);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Stock_is_shown_location_by_location_for_what_is_linked()
    {
        await using var wire = Linked(2).Data("SizeShown", Few);
        for (var i = 0; i < 3; i++)
        {
            wire.Data("Locations", $$"""{"page":{{Wire.Page($"{Location(Samples.There)},{Location(Samples.Here)},{Location("gid://shopify/Location/3", active: false)}")}} }""");
        }

        wire.Data("LevelsShown", $$"""{"node":{"rest":{{Wire.Page($"{Level(1, 7)},{Level(9, 3)}", "c1")}} } }""").Data("LevelsShown", $$"""{"node":{"rest":{{Wire.Page(Level(2, -1))}} } }""").Data("LevelsShown", """{"node":null}""");
        var connection = wire.Open();
        var seen = new List<string>();
        SnapshotPage? page = null;
        do
        {
            page = await Read<StockLevel>(connection, new(page?.Next, 200));
            seen.AddRange(page.Observations.Select(found => $"{found.Key} {found.Fields.Single().Value}"));
        }
        while (page.Next is not null);

        Assert.Equal([$"SKU-1@{Samples.Here} 7", $"SKU-2@{Samples.Here} -1"], seen);
        Assert.Equal([(Samples.Here, null), (Samples.Here, "c1"), (Samples.There, default(string))], wire.Variables("LevelsShown").Select(variables => ((string?)variables["id"], (string?)variables["after"])));
    }

    [Fact]
    public async Task Stock_by_key_is_what_the_source_reads()
    {
        await using var wire = Linked(2).Data("StockLevels", """{"nodes":[{"id":"gid://shopify/InventoryItem/1","inventoryLevel":{"quantities":[{"name":"available","quantity":0}]}},{"id":"gid://shopify/InventoryItem/2","inventoryLevel":null}]}""");
        var page = await Read<StockLevel>(wire.Open(), new(null, 10) { Keys = [$"SKU-1@{Samples.Here}", $"SKU-2@{Samples.Here}", $"NEVER@{Samples.Here}"] });
        Assert.Equal([$"SKU-1@{Samples.Here} 0"], page.Observations.Select(seen => $"{seen.Key} {seen.Fields.Single().Value}"));
    }

    [Fact]
    public async Task A_large_shop_is_shown_by_a_bulk_query_whose_result_is_read_in_parts()
    {
        await using var wire = new Wire().Data("Shop", Currency).Data("SizeShown", Many).Store($"{Variant(1, "A")}\n{Variant(2, null)}\n{Variant(3, "Ä", "3")}\n{Variant(4, "C", "4")}\n");
        wire.Data("BulkQuery", """{"bulkOperationRunQuery":{"bulkOperation":{"id":"gid://shopify/BulkOperation/7","status":"CREATED","type":"QUERY"},"userErrors":[]} }""");
        for (var i = 0; i < 2; i++)
        {
            Ended(wire, "COMPLETED", $"{wire.Address}/files/result");
        }

        var connection = wire.Open();
        var pages = new List<SnapshotPage> { await Read<Product>(connection, new(null, 2)) };
        while (pages[^1].Next is { } next)
        {
            pages.Add(await Read<Product>(connection, new(next, 2)));
        }

        Assert.Equal(["", "A", "Ä C"], pages.Select(page => string.Join(' ', page.Observations.Select(seen => seen.Key))));
        Assert.StartsWith("query AllVariants { productVariants { edges { node { id", (string?)wire.Variables("BulkQuery")[0]["query"], StringComparison.Ordinal);
        Assert.Equal([null, $"bytes={System.Text.Encoding.UTF8.GetByteCount($"{Variant(1, "A")}\n{Variant(2, null)}\n")}-"], wire.Files.Select(file => file.Headers!.TryGetValue("Range", out var range) ? range.Single() : null));
        Assert.All(wire.Files, file => Assert.DoesNotContain(file.Headers!.Keys, name => name.Contains("Shopify", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Levels_of_a_bulk_query_name_their_location_themselves()
    {
        await using var wire = Linked(2).Data("SizeShown", Many).Store(
            $"{{\"id\":\"{Samples.Here}\"}}\n{Level(1, 4, $",\"id\":\"x\",\"location\":{{\"id\":\"{Samples.Here}\"}},\"__parentId\":\"{Samples.Here}\"")}\n{Level(8, 9, $",\"location\":{{\"id\":\"{Samples.Here}\"}}")}\n{{\"id\":\"{Samples.There}\"}}\n{Level(2, 0, $",\"location\":{{\"id\":\"{Samples.There}\"}}")}");
        wire.Data("BulkQuery", """{"bulkOperationRunQuery":{"bulkOperation":{"id":"gid://shopify/BulkOperation/7","status":"CREATED","type":"QUERY"},"userErrors":[]} }""");
        Ended(wire, "COMPLETED", $"{wire.Address}/files/result");
        var connection = wire.Open();
        var begun = await Read<StockLevel>(connection, new(null, 100));
        var page = await Read<StockLevel>(connection, new(begun.Next, 100));
        Assert.Equal([$"SKU-1@{Samples.Here} 4", $"SKU-2@{Samples.There} 0"], page.Observations.Select(seen => $"{seen.Key} {seen.Fields.Single().Value}"));
        Assert.Null(page.Next);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_part_of_a_result_begins_where_the_cursor_says_whether_the_store_knows_ranges_or_not(bool ranges)
    {
        await using var wire = new Wire().Data("Shop", Currency);
        var (head, rest) = ($"{Variant(1, "A")}\n", $"{Variant(2, "B")}\n");
        _ = ranges ? wire.StorePart(head.Length, rest) : wire.Store(head + rest);
        Ended(wire, "COMPLETED", $"{wire.Address}/files/result");
        var page = await Read<Product>(wire.Open(), new(new($"bulk:{head.Length}:gid://shopify/BulkOperation/7"), 10));
        Assert.Equal(["B"], page.Observations.Select(seen => seen.Key));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task A_shop_that_runs_a_bulk_query_already_is_asked_later()
    {
        await using var wire = Linked(1).Data("SizeShown", Many).Data("BulkQuery", """{"bulkOperationRunQuery":{"bulkOperation":null,"userErrors":[{"code":"OPERATION_IN_PROGRESS","field":null,"message":"Busy."}]} }""");
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await Read<StockLevel>(wire.Open(), new(null, 100)));
        Assert.Equal((FaultKind.Throttled, TimeSpan.FromSeconds(30)), (fault.Kind, fault.RetryAfter));
    }

    [Theory]
    [InlineData("COMPLETED", null, null, "")]
    [InlineData("FAILED", "TIMEOUT", FaultKind.Transient, null)]
    [InlineData("FAILED", "ACCESS_DENIED", FaultKind.Unauthorized, null)]
    [InlineData("EXPIRED", null, FaultKind.Rejected, "cursor-invalid")]
    public async Task The_end_of_a_bulk_query_decides(string status, string? error, FaultKind? kind, string? reason)
    {
        await using var wire = Linked(1);
        Ended(wire, status, null, error);
        var connection = wire.Open();
        var read = async () => await Read<StockLevel>(connection, new(new("bulk:0:gid://shopify/BulkOperation/7"), 100));
        if (kind is null)
        {
            var page = await read();
            Assert.Empty(page.Observations);
            Assert.Null(page.Next);
            return;
        }

        var fault = await Assert.ThrowsAsync<ConnectorException>(read);
        Assert.Equal(kind, fault.Kind);
        Assert.True(reason is null || fault.Reason == reason);
    }

    [Fact]
    public async Task A_cursor_of_something_else_and_one_that_stands_still_are_faults()
    {
        await using var wire = Linked(1).Data("Shop", Currency).Data("VariantsShown", $$"""{"page":{{Wire.Page("", "same")}} }""").Data("LevelsShown", $$"""{"node":{"rest":{{Wire.Page("", "same")}} } }""");
        var connection = wire.Open();
        string[] reasons =
        [
            (await Assert.ThrowsAsync<ConnectorException>(async () => await Read<Product>(connection, new(new("0##same"), 10)))).Reason!,
            (await Assert.ThrowsAsync<ConnectorException>(async () => await Read<StockLevel>(connection, new(new($"0#{Samples.Here}#same"), 10)))).Reason!,
            (await Assert.ThrowsAsync<ConnectorException>(async () => await Read<Product>(connection, new(new("nonsense"), 10)))).Reason!,
            (await Assert.ThrowsAsync<ConnectorException>(async () => await Read<StockLevel>(connection, new(new("bulk:x"), 10)))).Reason!,
        ];
        Assert.Equal(["cursor-stuck", "cursor-stuck", "cursor-invalid", "cursor-invalid"], reasons);
    }

    private static void Ended(Wire wire, string status, string? url, string? error = null) => wire.Data(
        "BulkOperation",
        $$"""{"bulkOperation":{"id":"gid://shopify/BulkOperation/7","status":"{{status}}","type":"QUERY","errorCode":{{(error is null ? "null" : $"\"{error}\"")}},"url":{{(url is null ? "null" : $"\"{url}\"")}},"partialDataUrl":null} }""");
}
