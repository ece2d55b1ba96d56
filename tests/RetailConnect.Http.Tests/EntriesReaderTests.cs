using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailConnect.Http.Tests;

public sealed partial class EntriesReaderTests
{
    [Fact]
    public void An_entry_of_another_shape_stands_for_itself_and_the_others_are_read()
    {
        var page = Read("""{"rows":[{"id":"a","units":1},{"id":"b","version":7,"units":"many"},null,{"units":3},{"id":"d","units":4}]}""");
        Assert.Equal(["a", "b", "", "", "d"], page.Rows!.Select(row => row.Id));
        Assert.Equal([null, "$.units", "$", "$", null], page.Rows!.Select(row => row.Trouble is { } place && place.StartsWith("$.units", StringComparison.Ordinal) ? "$.units" : row.Trouble is null ? null : "$"));
        Assert.Equal([1, 0, 0, 0, 4], page.Rows!.Select(row => row.Units));
        Assert.Equal(7, page.Rows![1].Version);
    }

    [Fact]
    public void What_is_no_list_fails_as_a_whole() => Assert.Throws<JsonException>(() => Read("""{"rows":{"id":"a"}}"""));

    [Fact]
    public void A_text_that_is_cut_short_fails_as_a_whole() => Assert.ThrowsAny<JsonException>(() => Read("""{"rows":[{"id":"a","units":1},{"id":"""));

    [Fact]
    public void No_list_is_none() => Assert.Null(Read("""{"rows":null}""").Rows);

    [Fact]
    public void A_single_entry_of_another_shape_does_not_spoil_what_surrounds_it()
    {
        var page = Read("""{"one":{"id":"a","units":[]},"rows":[]}""");
        Assert.Equal(("a", true), (page.One!.Id, page.One.Trouble is not null));
        Assert.Equal("a", Read("""{"one":{"id":"a","units":2}}""").One!.Id);
    }

    [Fact]
    public void A_look_up_does_not_overlook_what_it_cannot_read()
    {
        var rows = Read("""{"rows":[{"id":"a","units":1},{"id":"b","units":"many"}]}""").Rows!;
        var fault = Assert.Throws<ConnectorException>(() => rows.Sound());
        Assert.Equal((FaultKind.Rejected, Reasons.UnknownValue), (fault.Kind, fault.Reason));
        Assert.Single(Read("""{"rows":[{"id":"a","units":1}]}""").Rows!.Sound());
    }

    [Fact]
    public void What_was_read_is_written_again() =>
        Assert.Equal("""{"rows":[{"id":"a","version":0,"units":1}],"one":null}""", JsonSerializer.Serialize(Read("""{"rows":[{"id":"a","units":1}]}"""), RowsJson.Default.RowPage));

    private static RowPage Read(string json) => JsonSerializer.Deserialize(json, RowsJson.Default.RowPage)!;

    internal sealed record RowPage(IReadOnlyList<Row>? Rows)
    {
        [JsonConverter(typeof(EntryReader<Row>))] public Row? One { get; init; }
    }

    internal sealed record Row : ITroubledEntry<Row>
    {
        public required string Id { get; init; }

        public long Version { get; init; }

        public int Units { get; init; }

        [JsonIgnore] public string? Trouble { get; init; }

        public static Row Troubled(JsonElement entry, string place) => new() { Id = entry.Text("id") ?? "", Version = entry.Number("version") ?? 0, Trouble = place };
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(EntriesReader<Row>)])]
    [JsonSerializable(typeof(RowPage))]
    internal sealed partial class RowsJson : JsonSerializerContext;
}
