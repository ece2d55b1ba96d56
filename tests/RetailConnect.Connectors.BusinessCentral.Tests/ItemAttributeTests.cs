using RetailConnect.Tests;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class ItemAttributeTests
{
    private const string ItemId = "10000000-0000-0000-0000-000000000001";
    private const string Route = "api/contoso/shop/v1.0";
    private static readonly ReadRequest FromStart = new(null, 250, TimeSpan.FromMinutes(2));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"Wool & <silk>\"", null, AttributeType.Text, "Wool & <silk>")]
    [InlineData("\"2026-11-27\"", null, AttributeType.Text, "2026-11-27")]
    [InlineData("\"2026-11-27\"", AttributeType.Date, AttributeType.Date, "2026-11-27")]
    [InlineData("\"2026-11-27T10:00:00.5Z\"", AttributeType.DateTime, AttributeType.DateTime, "2026-11-27T10:00:00.5Z")]
    [InlineData("2.500", null, AttributeType.Number, "2.5")]
    [InlineData("0", null, AttributeType.Number, "0")]
    [InlineData("2.5", AttributeType.Text, AttributeType.Text, "2.5")]
    [InlineData("false", null, AttributeType.Boolean, "false")]
    [InlineData("\"\"", null, AttributeType.Cleared, "")]
    [InlineData("\"_x0020_\"", null, AttributeType.Cleared, "")]
    [InlineData("\"Dry_x0020_clean\"", null, AttributeType.Text, "Dry clean")]
    [InlineData("\"0001-01-01\"", AttributeType.Date, AttributeType.Cleared, "")]
    [InlineData("\"0001-01-01T00:00:00Z\"", AttributeType.DateTime, AttributeType.Cleared, "")]
    public async Task A_custom_field_is_read_as_an_attribute_of_its_type(string json, AttributeType? stated, AttributeType type, string text)
    {
        var attribute = Assert.Single((await ReadAsync($"\"fabric\":{json}", stated)).Value!.Attributes!);
        Assert.Equal(("material", type, text), (attribute.Name, attribute.Value.Type, attribute.Value.Text));
    }

    [Theory]
    [InlineData("\"other\":1")]
    [InlineData("\"fabric\":null")]
    [InlineData("\"Fabric\":\"Wool\"")]
    public async Task What_the_page_does_not_show_is_unknown(string property) => Assert.Null((await ReadAsync(property, null)).Value!.Attributes);

    [Theory]
    [InlineData("\"27.11.2026\"", AttributeType.Date)]
    [InlineData("\"2.5\"", AttributeType.Number)]
    [InlineData("\"true\"", AttributeType.Boolean)]
    [InlineData("1e300", null)]
    [InlineData("[1]", null)]
    [InlineData("{}", AttributeType.Text)]
    public async Task A_value_of_another_type_costs_its_item_only(string json, AttributeType? stated)
    {
        var change = await ReadAsync($"\"fabric\":{json}", stated);
        Assert.Equal((FaultKind.Rejected, Reasons.AttributeTypeDiffers), (change.Fault!.Kind, change.Fault.Reason));
        Assert.NotNull(change.Fault.Advice);
    }

    [Fact]
    public async Task Items_come_from_the_partners_page_page_by_page_and_by_id()
    {
        await using var wire = new Wire();
        var path = $"/v2.0/contoso.com/Production/{Route}/companies({Wire.Company})/items";
        wire.Answer("GET", path, Wire.Page(Item("\"fabric\":\"Wool\""), $"{wire.Url}{path}?$skiptoken=2"), to: "second");
        wire.Answer("GET", path, Wire.Page(Item("\"fabric\":\"Linen\"")), from: "second", to: "third");
        wire.Answer("GET", path, Wire.Page(Item("\"fabric\":\"Silk\"")), filter: $"id eq {ItemId}", from: "third");
        var connection = wire.Open(Mapped);
        var source = connection.Part<IChangeSource<Product>>()!;
        var first = await source.ReadAsync(FromStart, Token);
        var second = await source.ReadAsync(FromStart with { After = first.Next }, Token);
        var third = await connection.Part<IEntitySource<Product>>()!.ReadAsync([ItemId], Token);
        Assert.Equal(["Wool", "Linen", "Silk"], new[] { first.Changes[0], second.Changes[0], third[0] }.Select(change => change.Value!.Attributes![0].Value.Text));
        Assert.Equal([$"GET {path}?$expand=itemVariants&$count=true", $"GET {path}?$skiptoken=2", $"GET {path}?$filter=id eq {ItemId}&$expand=itemVariants"], wire.Sent);
    }

    [Fact]
    public void An_attribute_that_can_not_be_read_is_refused_at_the_start()
    {
        var options = new BusinessCentralOptions { CompanyId = Guid.NewGuid() };
        options.ItemAttributes["fabric"] = new("material");
        Assert.True(new BusinessCentralRules().Validate(null, options).Succeeded);
        options.ItemAttributes["gtin"] = new("barcode");
        options.ItemAttributes["cloth"] = new("material");
        options.ItemAttributes["nothing"] = new();
        options.ItemAttributes["gone"] = new("gone", AttributeType.Cleared);
        Assert.Equal(4, new BusinessCentralRules().Validate(null, options).Failures!.Count(failure => failure.StartsWith("ItemAttributes: ", StringComparison.Ordinal)));
    }

    private static void Mapped(BusinessCentralOptions options)
    {
        options.ItemPageRoute = $"/{Route}/";
        options.ItemAttributes["fabric"] = new("material");
    }

    private static async Task<Change<Product>> ReadAsync(string property, AttributeType? type)
    {
        await using var wire = new Wire();
        wire.Api200("items", Wire.Page(Item(property)));
        return Assert.Single((await wire.Open(options => options.ItemAttributes["fabric"] = new("material", type)).Part<IChangeSource<Product>>()!.ReadAsync(FromStart, Token)).Changes);
    }

    private static string Item(string property) => $$"""{"id":"{{ItemId}}","number":"SHIRT","displayName":"Shirt","unitPrice":1,"lastModifiedDateTime":"2026-11-22T10:00:00Z","itemVariants":[],{{property}}}""";
}
