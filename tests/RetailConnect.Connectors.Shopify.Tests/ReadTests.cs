using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class ReadTests
{
    private const string Ada = """
        {"id":"gid://shopify/Customer/3","updatedAt":"2026-11-22T11:00:00Z","firstName":"Ada 👩","lastName":" ","defaultEmailAddress":{"emailAddress":"ada@example.test"},
         "defaultPhoneNumber":{"phoneNumber":"+4930123456"},"defaultAddress":{"address1":"Hauptstr. 1","address2":null,"city":"Berlin","province":"Berlin","zip":"10115"} }
        """;

    private const string Nobody = """{"id":"gid://shopify/Customer/4","updatedAt":"2026-11-22T11:00:00Z","firstName":null,"lastName":null,"defaultEmailAddress":null,"defaultPhoneNumber":null,"defaultAddress":null}""";

    private static readonly ReadRequest FromStart = new(null, 250, TimeSpan.FromMinutes(2));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Customers_are_read_by_change_and_by_id()
    {
        await using var wire = new Wire().Data("Customers", $$"""{"page":{{Wire.Page($"{Ada},{Nobody}")}} }""").Data("CustomersById", $$"""{"nodes":[null,{{Ada}}]}""");
        var connection = wire.Open();
        var page = await connection.Part<IChangeSource<Customer>>()!.ReadAsync(FromStart, Token);
        Snapshot.Match(page.Changes[0].Value!, "customer");
        Assert.Equal(new Customer { Id = "gid://shopify/Customer/4" }, page.Changes[1].Value);
        Assert.Single(await connection.Part<IEntitySource<Customer>>()!.ReadAsync(["gid://shopify/Customer/1", "gid://shopify/Customer/3"], Token));
        Assert.Equal(100, wire.Variables("Customers")[0]["first"]!.GetValue<int>());
    }

    [Fact]
    public async Task Locations_are_read_whole_closed_ones_included()
    {
        await using var wire = new Wire().Data("Locations", $$"""{"page":{{Wire.Page("""{"id":"gid://shopify/Location/1","name":"Berlin","isActive":true,"updatedAt":"2026-11-22T11:00:00Z"},{"id":"gid://shopify/Location/2","name":"Bonn","isActive":false,"updatedAt":"2026-11-22T11:00:00Z"}""")}} }""");
        var page = await wire.Open().Part<IChangeSource<Location>>()!.ReadAsync(FromStart, Token);
        Assert.Equal([("Berlin", true), ("Bonn", false)], page.Changes.Select(change => (change.Value!.Name, change.Value.Active)));
        Assert.Contains("includeInactive: true", wire.Query("Locations"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Products_bring_the_links_of_their_variants_to_light()
    {
        await using var wire = new Wire().Data("Shop", """{"shop":{"currencyCode":"EUR","taxesIncluded":true}}""");
        wire.Data("Products", $$"""{"page":{{Wire.Page($$"""
            {"id":"gid://shopify/Product/1","title":"Shirt 👕","description":"Cotton","status":"ACTIVE","updatedAt":"2026-11-22T11:00:00Z","variants":{{Wire.Page($"{Variant(1, "\"SHIRT-RED\"", "\"4006381333931\"")},{Variant(2, "\"TWICE\"", "\"123\"")}", "v1")}} }
            """)}} }""");
        wire.Data("ProductVariants", $$"""{"node":{"rest":{{Wire.Page($"{Variant(3, "\"TWICE\"", "null")},{Variant(4, "null", "null")}")}} } }""");
        var change = Assert.Single((await wire.Open().Part<IChangeSource<Product>>()!.ReadAsync(FromStart, Token)).Changes);
        Snapshot.Match(change.Value!, "product");
        Assert.Equal(new EntityLink(EntityType.Variant, new("SHIRT-RED"), "gid://shopify/InventoryItem/1"), Assert.Single(change.Links));
    }

    [Theory]
    [InlineData("\"Textiles\"", "Textiles")]
    [InlineData("\" \"", null)]
    public async Task The_product_type_is_the_category(string type, string? name)
    {
        await using var wire = new Wire().Data("Shop", """{"shop":{"currencyCode":"EUR","taxesIncluded":true}}""");
        wire.Data("Products", $$"""{"page":{{Wire.Page($$"""{"id":"gid://shopify/Product/1","title":"Shirt","productType":{{type}},"status":"ACTIVE","updatedAt":"2026-11-22T11:00:00Z","variants":{{Wire.Page(Variant(1, "\"SHIRT\"", "null"))}} }""")}} }""");
        var change = Assert.Single((await wire.Open().Part<IChangeSource<Product>>()!.ReadAsync(FromStart, Token)).Changes);
        Assert.Equal((name, null), (change.Value!.Category?.Name, change.Value.Category?.Code));
    }

    private static string Variant(int number, string sku, string barcode) => $$"""
        {"id":"gid://shopify/ProductVariant/{{number}}","sku":{{sku}},"title":"Red / {{number}}","barcode":{{barcode}},"price":"19.90","compareAtPrice":"25.00","inventoryItem":{"id":"gid://shopify/InventoryItem/{{number}}","unitCost":{"amount":"8.5","currencyCode":"EUR"} } }
        """;
}
