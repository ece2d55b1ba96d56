using RetailConnect.Tests;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class SourceTests
{
    private const string ItemId = "10000000-0000-0000-0000-000000000001";
    private const string Red = "20000000-0000-0000-0000-000000000001";
    private const string Shirt = $$"""
        {"@odata.etag":"W/\"7\"","id":"{{ItemId}}","number":"SHIRT","displayName":"Shirt 👕","type":"Inventory","blocked":false,"gtin":"4006381333931","inventory":12,"unitPrice":19.90,
         "priceIncludesTax":true,"unitCost":8.5,"lastModifiedDateTime":"2026-11-22T10:00:00Z","somethingNew":[1],
         "itemVariants":[{"id":"{{Red}}","itemId":"{{ItemId}}","itemNumber":"SHIRT","code":"RED","description":"Red","lastModifiedDateTime":"2026-11-22T11:00:00Z"},
                         {"id":"20000000-0000-0000-0000-000000000002","code":"BLUE","description":""}]}
        """;
    private const string Mug = """{"id":"10000000-0000-0000-0000-000000000002","number":" MUG/1 ","displayName":"","type":"Inventory","blocked":true,"gtin":"4006381333931","unitPrice":0,"unitCost":null,"lastModifiedDateTime":"0001-01-01T00:00:00Z","itemVariants":[]}""";
    private const string Nameless = """{"id":"10000000-0000-0000-0000-000000000003","number":"","unitPrice":1,"lastModifiedDateTime":"2026-11-22T10:00:00Z"}""";
    private static readonly ReadRequest FromStart = new(null, 250, TimeSpan.FromMinutes(2));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_become_products_with_links_to_their_variants()
    {
        await using var wire = new Wire();
        wire.Api200("items", Wire.Page($"{Shirt},{Mug}"));

        var page = await wire.Open().Part<IChangeSource<Product>>()!.ReadAsync(FromStart, Token);

        Assert.False(page.More);
        Snapshot.Match(page.Changes[0].Value!, "product-with-variants");
        Snapshot.Match(page.Changes[1].Value!, "product-without-variants");
        Assert.Equal("2026-11-22T11:00:00.0000000Z/2", page.Changes[0].Version);
        Assert.Equal([("SHIRT-RED", $"SHIRT/{Red}"), ("SHIRT-BLUE", "SHIRT/20000000-0000-0000-0000-000000000002"), ("MUG/1", "MUG/1")], page.Changes.SelectMany(change => change.Links).Select(link => (link.Canonical.Value, link.External.Value)));
        Assert.Equal("odata.maxpagesize=250", wire.Header("GET", "Prefer"));
        Assert.Equal($"GET {wire.Api}/items?$expand=itemVariants&$count=true", Assert.Single(wire.Sent));
    }

    [Fact]
    public async Task Categories_get_their_names_from_one_read_of_all()
    {
        await using var wire = new Wire();
        wire.Api200("items", Wire.Page($"{In("1", "TEXTILE")},{In("2", "textile")},{In("3", "GONE")},{In("4", "")},{In("5", "BARE")}"));
        wire.Api200("itemCategories", Wire.Page("""{"code":"TEXTILE","displayName":" Textiles "},{"code":"BARE","displayName":""},{"code":""}"""));
        var connection = wire.Open();

        var page = await connection.Part<IChangeSource<Product>>()!.ReadAsync(FromStart, Token);
        await connection.Part<IEntitySource<Product>>()!.ReadAsync([ItemId], Token);

        Assert.Equal([("TEXTILE", "Textiles"), ("textile", "Textiles"), ("GONE", "GONE"), null, ("BARE", "BARE")], page.Changes.Select(change => change.Value!.Category is { } category ? (category.Code!, category.Name) : default((string, string)?)));
        Assert.Equal($"GET {wire.Api}/itemCategories?$select=code,displayName", Assert.Single(wire.Sent, sent => sent.Contains("itemCategories", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_window_reads_the_names_of_categories_anew_and_a_code_that_is_new_too()
    {
        await using var wire = new Wire();
        wire.Answer("GET", $"{wire.Api}/items", Wire.Page(In("1", "A")), filter: "lastModifiedDateTime gt 2026-11-23T07:58:00.000Z");
        wire.Answer("GET", $"{wire.Api}/items", Wire.Page(In("1", "B")), filter: $"id eq {ItemId}");
        wire.Answer("GET", $"{wire.Api}/itemCategories", Wire.Page("""{"code":"A","displayName":"Old"}"""), to: "renamed");
        wire.Answer("GET", $"{wire.Api}/itemCategories", Wire.Page("""{"code":"A","displayName":"New"},{"code":"B","displayName":"Second"}"""), from: "renamed");
        var connection = wire.Open();
        var source = connection.Part<IChangeSource<Product>>()!;
        var request = new ReadRequest(new("2026-11-23T07:58:00Z"), 100, TimeSpan.FromMinutes(2));

        Assert.Equal("Old", (await source.ReadAsync(request, Token)).Changes[0].Value!.Category!.Name);
        Assert.Equal("New", (await source.ReadAsync(request, Token)).Changes[0].Value!.Category!.Name);
        Assert.Equal("Second", (await connection.Part<IEntitySource<Product>>()!.ReadAsync([ItemId], Token))[0].Value!.Category!.Name);
        Assert.Equal(2, wire.Sent.Count(sent => sent.Contains("itemCategories", StringComparison.Ordinal)));
    }

    private static string In(string number, string category) =>
        $$"""{"id":"{{ItemId}}","number":"{{number}}","displayName":"Goods","itemCategoryCode":"{{category}}","unitPrice":1,"lastModifiedDateTime":"2026-11-22T10:00:00Z","itemVariants":[]}""";

    [Fact]
    public async Task A_read_of_everything_says_how_much_that_is()
    {
        await using var wire = new Wire();
        wire.Api200("customers", Wire.Page("").Replace("\"value\"", "\"@odata.count\":42,\"value\"", StringComparison.Ordinal));
        var source = wire.Open().Part<IChangeSource<Customer>>()!;
        Assert.Equal(42, (await source.ReadAsync(FromStart, Token)).Total);
        await source.ReadAsync(new(new("2026-11-23T07:58:00Z"), 100, TimeSpan.FromMinutes(2)), Token);
        Assert.Equal([true, false], wire.Sent.Select(sent => sent.Contains("$count=true", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Item_that_cannot_be_mapped_does_not_hold_up_the_page()
    {
        await using var wire = new Wire();
        wire.Api200("items", Wire.Page($"{Nameless},{Shirt.Replace("19.90", "null", StringComparison.Ordinal)},{Mug}"));

        var page = await wire.Open().Part<IChangeSource<Product>>()!.ReadAsync(FromStart, Token);

        Assert.Equal([Reasons.UnknownValue, Reasons.UnknownValue, null], page.Changes.Select(change => change.Fault?.Reason));
        Assert.DoesNotContain(page.Changes, change => change.IsDelete);
    }

    [Fact]
    public async Task Window_goes_over_changed_items_and_then_over_items_of_changed_variants()
    {
        await using var wire = new Wire();
        var since = "lastModifiedDateTime gt 2026-11-23T07:58:00.000Z";
        wire.Api200("items", Wire.Page(Mug, $"{wire.Url}{wire.Api}/items?$skiptoken=a%7Cb&$filter=x"), since);
        wire.Answer("GET", $"{wire.Api}/items", Wire.Page(""), filter: "x");
        wire.Api200("itemVariants", Wire.Page($$"""{"id":"{{Red}}","itemId":"{{ItemId}}"},{"id":"{{Red}}","itemId":"{{ItemId}}"}"""), since);
        wire.Api200("items", Wire.Page(Shirt), $"id eq {ItemId}");
        var source = wire.Open().Part<IChangeSource<Product>>()!;

        var first = await source.ReadAsync(new(new("2026-11-23T07:58:00Z"), 100, TimeSpan.FromMinutes(2)), Token);
        var second = await source.ReadAsync(new(first.Next, 100, TimeSpan.FromMinutes(2)), Token);
        var third = await source.ReadAsync(new(second.Next, 100, TimeSpan.FromMinutes(2)), Token);

        Assert.Equal([(1, true), (0, true), (1, false)], new[] { first, second, third }.Select(page => (page.Changes.Count, page.More)));
        Assert.Equal(ItemId, third.Changes[0].Entity.Value);
        Assert.Equal("2026-11-23T07:58:00.0000000Z", third.Next.Value);
        Assert.Contains("$skiptoken=a|b", wire.Sent[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_page_on_another_host_is_not_followed()
    {
        await using var wire = new Wire();
        wire.Api200("items", Wire.Page(Mug, "https://evil.example/items?$skiptoken=1"));
        Assert.Equal("next-page-elsewhere", (await Assert.ThrowsAsync<ConnectorException>(async () => await wire.Open().Part<IChangeSource<Product>>()!.ReadAsync(FromStart, Token))).Reason);
    }

    [Fact]
    public async Task Cursor_of_another_source_is_refused()
    {
        await using var wire = new Wire();
        Assert.Equal(FaultKind.Rejected, (await Assert.ThrowsAsync<ConnectorException>(async () => await wire.Open().Part<IChangeSource<Product>>()!.ReadAsync(new(new("nonsense"), 1, TimeSpan.Zero), Token))).Kind);
    }

    [Fact]
    public async Task Items_are_read_by_id_and_missing_ones_left_out()
    {
        await using var wire = new Wire();
        wire.Api200("items", Wire.Page(Shirt), $"id eq {ItemId} or id eq {Red}");

        var changes = await wire.Open().Part<IEntitySource<Product>>()!.ReadAsync([ItemId, Red, "no-guid"], Token);

        Assert.Equal(ItemId, Assert.Single(changes).Entity.Value);
    }

    [Fact]
    public async Task Locations_are_known_by_code()
    {
        await using var wire = new Wire();
        wire.Api200("locations", Wire.Page("""{"id":"bbbbbbbb-0000-0000-0000-000000000001","code":"MAIN","displayName":"Main store","lastModifiedDateTime":"2026-11-22T10:00:00Z"},{"id":"bbbbbbbb-0000-0000-0000-000000000002","code":""}"""));

        var page = await wire.Open().Part<IChangeSource<Location>>()!.ReadAsync(FromStart, Token);

        Snapshot.Match(page.Changes[0].Value!, "location");
        Assert.Equal(Reasons.UnknownLocation, page.Changes[1].Fault!.Reason);
    }

    [Fact]
    public async Task Customers_are_read_both_ways()
    {
        await using var wire = new Wire();
        wire.Api200("customers", Wire.Page($$"""{"id":"{{ItemId}}","number":"C1","displayName":"Ada Maria Lovelace","type":"Person","addressLine1":"1 Road","city":"London","country":"GB","phoneNumber":"","email":"ada@example.com","lastModifiedDateTime":"2026-11-22T10:00:00Z"}"""));
        var connection = wire.Open();

        var page = await connection.Part<IChangeSource<Customer>>()!.ReadAsync(FromStart, Token);
        var byId = await connection.Part<IEntitySource<Customer>>()!.ReadAsync([ItemId], Token);

        Snapshot.Match(page.Changes[0].Value!, "customer");
        Assert.Equal(page.Changes[0].Version, Assert.Single(byId).Version);
    }

    [Fact]
    public async Task Cancelled_read_stops()
    {
        await using var wire = new Wire();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await wire.Open().Part<IChangeSource<Product>>()!.ReadAsync(FromStart, new CancellationToken(true)));
    }
}
