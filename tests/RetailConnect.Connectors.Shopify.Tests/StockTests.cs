using System.Text.Json.Nodes;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class StockTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Wire Wired(int items = 3)
    {
        var wire = new Wire().Link(EntityType.Location, "erp", "MAIN", "erp-main").Link(EntityType.Location, Wire.Name, "MAIN", Samples.Here);
        for (var number = 1; number <= items; number++)
        {
            wire.Link(EntityType.Variant, Wire.Name, $"SKU-{number}", $"gid://shopify/InventoryItem/{number}");
        }

        return wire;
    }

    private static Envelope<StockLevel> Envelope(int number, decimal available, decimal? expected, string location = Samples.Here, string version = "1") => TestConnection.Envelope(
        "erp", Wire.Name,
        Change.Upserted($"SKU-{number}@{location}", version, new StockLevel { Sku = new($"SKU-{number}"), Location = location, Available = available, Expected = expected is { } seen ? new Quantity(seen) : default(Quantity?) }),
        $"SKU-{number}@MAIN");

    private static string Set(params string[] errors) => $$"""{"inventorySetQuantities":{"userErrors":[{{string.Join(',', errors)}}]} }""";

    private static string Error(int line, string code, string message = "No.") => $$"""{"code":"{{code}}","field":["input","quantities","{{line}}","changeFromQuantity"],"message":"{{message}}"}""";

    private static string Whole(string code) => $$"""{"code":"{{code}}","field":null,"message":"No."}""";

    private static string[] Lines(JsonNode variables) => [.. variables["input"]!["quantities"]!.AsArray().Select(line => $"{line!["inventoryItemId"]!.GetValue<string>()[^1]}:{line["changeFromQuantity"]}>{line["quantity"]}")];

    [Fact]
    public async Task Levels_are_read_by_location_and_what_is_not_there_is_left_out()
    {
        await using var wire = Wired();
        wire.Data("StockLevels", """{"nodes":[{"id":"gid://shopify/InventoryItem/1","inventoryLevel":{"id":"x","updatedAt":"2026-11-22T11:00:00Z","quantities":[{"name":"available","quantity":-2}]}},{"id":"gid://shopify/InventoryItem/2","inventoryLevel":null},null]}""");
        wire.Data("StockLevels", """{"nodes":[{"id":"gid://shopify/InventoryItem/1","inventoryLevel":{"id":"y","updatedAt":"2026-11-22T11:00:00Z","quantities":[{"name":"available","quantity":7}]}}]}""");
        ExternalId[] ids = [$"SKU-1@{Samples.Here}", $"SKU-2@{Samples.Here}", $"SKU-3@{Samples.Here}", $"UNKNOWN@{Samples.Here}", "nonsense", $"SKU-1@{Samples.There}"];
        var changes = await wire.Open().Part<IEntitySource<StockLevel>>()!.ReadAsync(ids, Token);
        Assert.Equal([(ids[0], -2m), (ids[5], 7m)], changes.Select(change => (change.Entity, change.Value!.Available.Value)));
        Assert.All(changes, change => Assert.Equal(Wire.Start, change.Value!.ObservedAt));
        Assert.Equal([3, 1], wire.Variables("StockLevels").Select(node => node["ids"]!.AsArray().Count));
    }

    [Fact]
    public async Task Quantities_are_swapped_with_the_key_of_the_batch()
    {
        await using var wire = Wired().Data("StockSet", Set());
        var results = await wire.Open().Part<IBatchSink<StockLevel>>()!.WriteBatchAsync([Envelope(1, 5, 7), Envelope(2, 0, 3, "erp-main")], Token);
        Assert.Equal([$"SKU-1@{Samples.Here}", $"SKU-2@{Samples.Here}"], results.Select(result => result.Receipt!.Id.Value));
        Assert.Contains("@idempotent(key: $key)", wire.Query("StockSet"), StringComparison.Ordinal);
        var variables = wire.Variables("StockSet")[0];
        Assert.Equal(43, variables["key"]!.GetValue<string>().Length);
        Assert.Equal(
            """{"name":"available","reason":"correction","quantities":[{"inventoryItemId":"gid://shopify/InventoryItem/1","locationId":"gid://shopify/Location/1","quantity":5,"changeFromQuantity":7},{"inventoryItemId":"gid://shopify/InventoryItem/2","locationId":"gid://shopify/Location/1","quantity":0,"changeFromQuantity":3}]}""",
            variables["input"]!.ToJsonString());
    }

    [Fact]
    public void Expected_quantity_is_written_even_when_it_is_null()
    {
        var json = System.Text.Json.JsonSerializer.Serialize(new("item", "place", 1, null), Api.ShopifyJson.Default.StockQuantity);
        Assert.Equal("""{"inventoryItemId":"item","locationId":"place","quantity":1,"changeFromQuantity":null}""", json);
    }

    [Fact]
    public async Task Key_is_the_same_on_a_repeat_and_another_for_another_effect()
    {
        await using var wire = Wired().Data("StockSet", Set()).Data("StockSet", Set()).Data("StockSet", Set()).Data("StockSet", Set());
        var sink = wire.Open().Part<IBatchSink<StockLevel>>()!;
        await sink.WriteBatchAsync([Envelope(1, 5, 7)], Token);
        await sink.WriteBatchAsync([Envelope(1, 5, 7)], Token);
        await sink.WriteBatchAsync([Envelope(1, 5, 7, version: "2")], Token);
        await sink.WriteBatchAsync([Envelope(1, 5, 8)], Token);
        var keys = wire.Variables("StockSet").Select(node => node["key"]!.GetValue<string>()).ToList();
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal(3, keys.Distinct().Count());
    }

    [Fact]
    public async Task Stale_line_is_a_conflict_and_the_others_are_sent_again_without_it()
    {
        await using var wire = Wired().Data("StockSet", Set(Error(1, "CHANGE_FROM_QUANTITY_STALE"), Error(2, "INVALID_INVENTORY_ITEM"))).Data("StockSet", Set());
        var results = await wire.Open().Part<IBatchSink<StockLevel>>()!.WriteBatchAsync([Envelope(1, 5, 7), Envelope(2, 5, 7), Envelope(3, 5, 7)], Token);
        Assert.Equal([null, FaultKind.Conflict, FaultKind.Rejected], results.Select(result => result.Fault?.Kind));
        Assert.Equal([["1:7>5", "2:7>5", "3:7>5"], ["1:7>5"]], wire.Variables("StockSet").Select(Lines));
        Assert.Equal(2, wire.Variables("StockSet").Select(node => node["key"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task Item_that_was_not_seen_at_the_location_is_stocked_there_first()
    {
        await using var wire = Wired();
        wire.Data("StockActivate", """{"inventoryBulkToggleActivation":{"userErrors":[]} }""").Data("StockSet", Set());
        var results = await wire.Open().Part<IBatchSink<StockLevel>>()!.WriteBatchAsync([Envelope(1, 5, null), Envelope(1, 6, null, Samples.There), Envelope(2, 4, 3)], Token);
        Assert.All(results, result => Assert.NotNull(result.Receipt));
        Assert.Equal("""{"item":"gid://shopify/InventoryItem/1","updates":[{"locationId":"gid://shopify/Location/1","activate":true},{"locationId":"gid://shopify/Location/2","activate":true}]}""", wire.Variables("StockActivate")[0].ToJsonString());
        Assert.Equal(["1:0>5", "1:0>6", "2:3>4"], Lines(wire.Variables("StockSet")[0]));
    }

    [Fact]
    public async Task Item_that_cannot_be_stocked_holds_up_nobody_else()
    {
        await using var wire = Wired();
        wire.Data("StockActivate", """{"inventoryBulkToggleActivation":{"userErrors":[{"code":"LOCATION_NOT_FOUND","field":["inventoryItemUpdates","0"],"message":"No."}]} }""").Data("StockSet", Set());
        var results = await wire.Open().Part<IBatchSink<StockLevel>>()!.WriteBatchAsync([Envelope(1, 5, null), Envelope(2, 4, 3)], Token);
        Assert.Equal([FaultKind.Rejected, null], results.Select(result => result.Fault?.Kind));
    }

    [Fact]
    public async Task Item_whose_stocking_failed_is_tried_again_and_the_others_are_written()
    {
        await using var wire = Wired();
        wire.Raw("StockActivate", """{"errors":[{"message":"Internal error","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}""").Data("StockSet", Set());
        var results = await wire.Open().Part<IBatchSink<StockLevel>>()!.WriteBatchAsync([Envelope(1, 5, null), Envelope(2, 4, 3)], Token);
        Assert.Equal([FaultKind.Transient, null], results.Select(result => result.Fault?.Kind));
    }

    [Fact]
    public async Task Error_that_names_no_line_is_found_by_halving()
    {
        await using var wire = Wired(4).Data("StockSet", Set(Whole("SOMETHING_NEW"))).Data("StockSet", Set()).Data("StockSet", Set(Whole("SOMETHING_NEW"))).Data("StockSet", Set()).Data("StockSet", Set(Whole("SOMETHING_NEW")));
        var results = await wire.Open().Part<IBatchSink<StockLevel>>()!.WriteBatchAsync([.. Enumerable.Range(1, 4).Select(number => Envelope(number, 5, 7))], Token);
        Assert.Single(results, result => result.Fault is { Kind: FaultKind.Rejected });
        Assert.Equal(3, results.Count(result => result.Receipt is not null));
    }

    [Fact]
    public async Task Key_of_an_attempt_that_failed_is_renewed_a_few_times()
    {
        await using var wire = Wired();
        for (var i = 0; i < 4; i++)
        {
            wire.Data("StockSet", Set(Whole("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED")));
        }

        var result = Assert.Single(await wire.Open().Part<IBatchSink<StockLevel>>()!.WriteBatchAsync([Envelope(1, 5, 7)], Token));
        Assert.Equal(FaultKind.Conflict, result.Fault?.Kind);
        Assert.Equal(4, wire.Variables("StockSet").Select(node => node["key"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task Request_that_is_under_way_is_tried_again_later()
    {
        await using var wire = Wired().Data("StockSet", Set(Whole("IDEMPOTENCY_CONCURRENT_REQUEST")));
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await wire.Open().Part<IBatchSink<StockLevel>>()!.WriteBatchAsync([Envelope(1, 5, 7), Envelope(2, 5, 7)], Token));
        Assert.Equal((FaultKind.Transient, TimeSpan.FromSeconds(1)), (fault.Kind, fault.RetryAfter));
    }

    [Fact]
    public async Task What_is_not_linked_or_not_countable_is_refused_without_a_call()
    {
        await using var wire = Wired();
        var results = await wire.Open().Part<IBatchSink<StockLevel>>()!.WriteBatchAsync([Envelope(9, 5, 7), Envelope(1, 5, 7, "erp-unknown"), Envelope(2, 1.5m, 7), Envelope(3, 2_000_000_000m, 1)], Token);
        Assert.Equal(
            [(FaultKind.Unmet, Reasons.UnknownSku), (FaultKind.Unmet, Reasons.UnknownLocation), (FaultKind.Rejected, Reasons.InvalidQuantity), (FaultKind.Rejected, Reasons.InvalidQuantity)],
            results.Select(result => (result.Fault!.Kind, result.Fault.Reason)));
        Assert.Empty(wire.Sent);
    }
}
