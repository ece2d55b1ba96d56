using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class PublishingTests
{
    private const string Gid = "gid://shopify/Product/1";
    private const string Publication = "gid://shopify/Publication/7";
    private const string Written = """{"productSet":{"product":{"id":"gid://shopify/Product/1","variants":{"nodes":[],"pageInfo":{"hasNextPage":false}}},"userErrors":[]}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_product_is_published_and_a_known_one_is_left_where_it_is()
    {
        await using var wire = Wired().Data("ProductSet", Written).Data("Publish", """{"publishablePublish":{"userErrors":[]}}""");
        wire.Data("ProductLayout", $$"""{"product":{"id":"{{Gid}}","options":[{"name":"Title"}],"variants":{{Wire.Page("")}} } }""").Data("ProductSet", Written);
        var sink = Sink(wire);
        await sink.WriteAsync(Envelope(null), Token);
        await sink.WriteAsync(Envelope(Gid), Token);
        Assert.Equal(["BulkOperations", "Shop", "ProductSet", "Publish", "ProductLayout", "ProductSet"], wire.Sent);
        Assert.Equal($$"""{"id":"{{Gid}}","publications":[{"publicationId":"{{Publication}}"}]}""", wire.Variables("Publish")[0].ToJsonString());
    }

    [Fact]
    public async Task A_product_that_is_not_published_counts_as_not_written()
    {
        await using var wire = Wired().Data("ProductSet", Written).Data("Publish", """{"publishablePublish":{"userErrors":[{"field":["input","0","publicationId"],"message":"Publication does not exist"}]}}""");
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await Sink(wire).WriteAsync(Envelope(null), Token));
        Assert.Equal((FaultKind.Rejected, Reasons.Rejected), (fault.Kind, fault.Reason));
    }

    [Theory]
    [InlineData("Online Store")]
    [InlineData("gid://shopify/Channel/7")]
    [InlineData("gid://shopify/Publication/")]
    public void What_is_no_publication_is_refused_at_the_start(string id)
    {
        var options = new ShopifyOptions { Shop = new("https://shop.example"), AccessToken = "t" };
        options.Publications.Add(Publication);
        Assert.True(new ShopifyRules().Validate(null, options).Succeeded);
        options.Publications.Add(id);
        Assert.StartsWith("Publications: ", Assert.Single(new ShopifyRules().Validate(null, options).Failures!), StringComparison.Ordinal);
    }

    private static Wire Wired() => new Wire().Data("BulkOperations", Wire.NoneUnderWay).Data("Shop", """{"shop":{"currencyCode":"EUR","taxesIncluded":true}}""");

    private static IBatchSink<Product> Sink(Wire wire) => wire.Open(options => options.Publications.Add(Publication)).Part<IBatchSink<Product>>()!;

    private static Envelope<Product> Envelope(string? targetId) => TestConnection.Envelope(
        "erp", Wire.Name, Change.Upserted("item-1", "1", new Product { Id = "item-1", Title = "Shirt", Status = ProductStatus.Archived, Variants = [new() { Sku = new("SHIRT"), Price = Price.Of(new(9.5m, "EUR")) }] }), "erp-1", targetId);
}
