using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace RetailConnect.Connectors.Square.Tests;

public sealed class StockTests
{
    private const string Counts = "/v2/inventory/counts/batch-retrieve";
    private const string Changes = "/v2/inventory/changes/batch-create";

    private static Wire Linked() => new Wire().Link(EntityType.Variant, "SKU-1", "VAR1").Link(EntityType.Variant, "SKU-2", "VAR2").Link(EntityType.Variant, "a@b", "VAR3");

    private static string Count(string variation, string location, string quantity, string state = "IN_STOCK") =>
        $$"""{"catalog_object_id":"{{variation}}","catalog_object_type":"ITEM_VARIATION","state":"{{state}}","location_id":"{{location}}","quantity":"{{quantity}}","calculated_at":"2026-11-23T07:30:00Z"}""";

    private static Envelope<StockLevel> Level(string sku, decimal available, DateTimeOffset? observed = null, string version = "1") => TestConnection.Envelope(
        "erp", Wire.Name,
        Change.Upserted(StockLevel.IdOf(new(sku), "L1"), version, new StockLevel { Sku = new(sku), Location = "L1", Available = available, ObservedAt = observed ?? Wire.Start.AddSeconds(-5) }), $"{sku}@MAIN");

    private static async Task<IReadOnlyList<WriteResult>> Write(Wire wire, params Envelope<StockLevel>[] levels) => await wire.Open().Part<IBatchSink<StockLevel>>()!.WriteBatchAsync(levels, Wire.Token);

    [Fact]
    public async Task Counts_are_read_by_sku_and_location()
    {
        await using var wire = Linked();
        wire.Post(Counts, $$"""{"counts":[{{Count("VAR1", "L1", "7")}},{{Count("VAR1", "L2", "9")}},{{Count("VAR2", "L2", "1", "WASTE")}}],"cursor":"next"}""");
        wire.Post(Counts, $$"""{"counts":[{{Count("VAR3", "L1", "-2.5")}}]}""", holding: "\"cursor\":\"next\"");

        var changes = await wire.Open().Part<IEntitySource<StockLevel>>()!.ReadAsync(["SKU-1@L1", "SKU-2@L2", "a@b@L1", "NEVER@L1", "nonsense"], Wire.Token);

        Assert.Equal([("SKU-1@L1", 7m), ("a@b@L1", -2.5m)], changes.Select(change => (change.Entity.Value, change.Value!.Available.Value)));
        Assert.All(changes, change => Assert.Equal((Wire.Start, "2026-11-23T07:30:00Z"), (change.Value!.ObservedAt, change.Version)));
        Wire.Same("""{"catalog_object_ids":["VAR1","VAR2","VAR3"],"location_ids":["L1","L2"],"states":["IN_STOCK"],"limit":1000}""", wire.Bodies(Counts)[0]);
    }

    [Fact]
    public async Task Variation_without_a_count_is_unknown_and_not_zero()
    {
        await using var wire = Linked();
        wire.Post(Counts, "{}");
        Assert.Empty(await wire.Open().Part<IEntitySource<StockLevel>>()!.ReadAsync(["SKU-1@L1"], Wire.Token));
    }

    [Fact]
    public async Task Nothing_linked_asks_nothing()
    {
        await using var wire = new Wire();
        Assert.Empty(await wire.Open().Part<IEntitySource<StockLevel>>()!.ReadAsync(["SKU-1@L1"], Wire.Token));
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public async Task Count_is_written_as_of_its_observation_under_a_key_of_its_content()
    {
        await using var wire = Linked();
        wire.Post(Changes, "{}");

        var first = await Write(wire, Level("SKU-1", 4));
        await Write(wire, Level("SKU-1", 4));
        await Write(wire, Level("SKU-1", 5));

        Assert.Equal("SKU-1@L1", first[0].Receipt!.Id.Value);
        var bodies = wire.Bodies(Changes).Select(body => JsonNode.Parse(body)!).ToList();
        Assert.Equal(bodies[0].ToJsonString(), bodies[1].ToJsonString());
        Assert.NotEqual((string)bodies[0]["idempotency_key"]!, (string)bodies[2]["idempotency_key"]!);
        var reference = Level("SKU-1", 4).IdempotencyKey;
        Wire.Same(
            $$"""
            {"idempotency_key":"{{(string)bodies[0]["idempotency_key"]!}}","ignore_unchanged_counts":false,"changes":[{"type":"PHYSICAL_COUNT","physical_count":
             {"reference_id":"{{reference}}","catalog_object_id":"VAR1","state":"IN_STOCK","location_id":"L1","quantity":"4","occurred_at":"2026-11-23T07:59:55.0000000Z"} }]}
            """,
            bodies[0].ToJsonString());
    }

    [Fact]
    public async Task Refused_line_is_isolated_and_the_rest_is_written()
    {
        await using var wire = Linked();
        wire.Post(Changes, "{}").Answer("POST", Changes, Wire.Error("NOT_FOUND"), holding: "VAR2", status: 404);

        var results = await Write(wire, Level("SKU-1", 1), Level("SKU-2", 2), Level("a@b", 3), Level("NEVER", 1), Level("SKU-1", -1), Level("SKU-1", 1, Wire.Start.AddHours(-25)));

        Assert.Equal(
            [null, (FaultKind.Rejected, "not-found"), null, (FaultKind.Unmet, Reasons.UnknownSku), (FaultKind.Rejected, Reasons.InvalidQuantity), (FaultKind.Conflict, Reasons.Conflict)],
            results.Select(result => result.Fault is { } fault ? (fault.Kind, fault.Reason) : default((FaultKind, string?)?)));
        var keys = wire.Bodies(Changes).Select(body => (string)JsonNode.Parse(body)!["idempotency_key"]!).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Theory]
    [InlineData(429, "RATE_LIMITED", FaultKind.Throttled)]
    [InlineData(500, "INTERNAL_SERVER_ERROR", FaultKind.Transient)]
    public async Task Failure_of_the_call_is_no_reason_to_halve_it(int status, string code, FaultKind kind)
    {
        await using var wire = Linked();
        wire.Time = TimeProvider.System;
        wire.Post(Changes, Wire.Error(code), status: status);
        var results = await Write(wire, Level("SKU-1", 1, TimeProvider.System.GetUtcNow()), Level("SKU-2", 2, TimeProvider.System.GetUtcNow()));
        Assert.All(results, result => Assert.Equal(kind, result.Fault!.Kind));
        Assert.Single(wire.Bodies(Changes));
    }

    [Fact]
    public async Task Fraction_is_written_without_needless_digits()
    {
        await using var wire = Linked();
        wire.Post(Changes, "{}");
        await Write(wire, Level("SKU-1", 1.500m));
        Assert.Contains("\"quantity\":\"1.5\"", wire.Body(Changes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locations_have_a_name_and_no_code()
    {
        await using var wire = new Wire();
        wire.Answer("GET", "/v2/locations", """{"locations":[{"id":"L1","name":"High Street","status":"ACTIVE"},{"id":"L2","name":"Closed","status":"INACTIVE"}]}""");
        var page = await wire.Open().Part<IChangeSource<Location>>()!.ReadAsync(new(null, 10, TimeSpan.Zero), Wire.Token);
        Assert.Equal([new Location { Id = "L1", Name = "High Street" }, new Location { Id = "L2", Name = "Closed", Active = false }], page.Changes.Select(change => change.Value!));
        Assert.NotEqual(page.Changes[0].Version, page.Changes[1].Version);
        Assert.False(page.More);
    }

    [Fact]
    public async Task Observation_keeps_the_clock_of_the_read()
    {
        await using var wire = Linked();
        var time = new FakeTimeProvider(Wire.Start);
        wire.Time = time;
        wire.Answer("POST", Counts, $$"""{"counts":[{{Count("VAR1", "L1", "7")}}]}""", body: _ =>
        {
            time.Advance(TimeSpan.FromSeconds(3));
            return true;
        });
        var change = Assert.Single(await wire.Open().Part<IEntitySource<StockLevel>>()!.ReadAsync(["SKU-1@L1"], Wire.Token));
        Assert.Equal(Wire.Start, change.Value!.ObservedAt);
    }
}
