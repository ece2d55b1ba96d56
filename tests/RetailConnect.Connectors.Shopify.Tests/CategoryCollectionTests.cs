using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests;

/// <summary>A category's collection is made once, and never in the way of its products.</summary>
public sealed class CategoryCollectionTests
{
    private const string Publication = "gid://shopify/Publication/7";
    private const string Made = """{"collectionCreate":{"collection":{"id":"gid://shopify/Collection/5"},"userErrors":[]}}""";
    private const string Published = """{"publishablePublish":{"userErrors":[]}}""";
    private const string None = """{"collectionByIdentifier":null}""";
    private const string Written = """{"productSet":{"product":{"id":"gid://shopify/Product/1","variants":{"nodes":[],"pageInfo":{"hasNextPage":false}}},"userErrors":[]}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collection_is_made_with_a_condition_on_the_type_and_published()
    {
        await using var wire = Wired(3).Data("CollectionByHandle", None).Data("CollectionCreate", Made).Data("Publish", Published).Data("Publish", Published).Data("Publish", Published).Data("Publish", Published);
        await WriteAsync(Sink(wire), Envelope(1, "Textiles"), Envelope(2, "Textiles"), Envelope(3, null));
        var collection = Assert.Single(wire.Variables("CollectionCreate"))["collection"]!;
        Assert.Equal("Textiles", collection["title"]!.GetValue<string>());
        Assert.Equal("""{"values":["Textiles"],"relation":"EQUALS","matchType":"ANY"}""", collection["sources"]![0]!["source"]!["inclusion"]!["conditions"]![0]!["productType"]!.ToJsonString());
        Assert.Contains(wire.Variables("Publish"), variables => variables["id"]!.GetValue<string>() == "gid://shopify/Collection/5");
    }

    [Fact]
    public async Task What_stands_under_its_handle_is_left_as_it_is()
    {
        await using var wire = Wired(1).Data("CollectionByHandle", """{"collectionByIdentifier":{"id":"gid://shopify/Collection/9"}}""").Data("Publish", Published);
        await Sink(wire).WriteAsync(Envelope(1, "Textiles"), Token);
        Assert.DoesNotContain("CollectionCreate", wire.Sent);
        Assert.DoesNotContain(wire.Variables("Publish"), variables => variables["id"]!.GetValue<string>().Contains("Collection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_collection_does_not_hold_its_products_back_and_is_not_asked_for_again_and_again()
    {
        await using var wire = Wired(2).Data("CollectionByHandle", None).Data("CollectionCreate", """{"collectionCreate":{"collection":null,"userErrors":[{"field":["collection","handle"],"message":"Handle has already been taken"}]}}""").Data("Publish", Published).Data("Publish", Published);
        Assert.All(await WriteAsync(Sink(wire), Envelope(1, "Textiles"), Envelope(2, "Textiles")), result => Assert.NotNull(result.Receipt));
        Assert.Single(wire.Sent, name => name == "CollectionCreate");
    }

    [Fact]
    public async Task A_collection_whose_publication_failed_is_published_with_the_next_product_and_not_made_twice()
    {
        await using var wire = Wired(2).Data("CollectionByHandle", None).Data("CollectionCreate", Made).Data("Publish", Published).Raw("Publish", "<html>a proxy's page</html>").Data("Publish", Published).Data("Publish", Published);
        var sink = Sink(wire);
        Assert.Equal(FaultKind.Transient, (await sink.WriteBatchAsync([Envelope(1, "Textiles")], Token))[0].Fault?.Kind);
        Assert.NotNull((await sink.WriteBatchAsync([Envelope(2, "Textiles")], Token))[0].Receipt);
        Assert.Single(wire.Sent, name => name == "CollectionCreate");
        Assert.Equal(2, wire.Variables("Publish").Count(variables => variables["id"]!.GetValue<string>() == "gid://shopify/Collection/5"));
    }

    private static Wire Wired(int products)
    {
        var wire = new Wire().Data("BulkOperations", Wire.NoneUnderWay).Data("Shop", """{"shop":{"currencyCode":"EUR","taxesIncluded":true}}""");
        for (var count = 0; count < products; count++)
        {
            wire.Data("ProductSet", Written);
        }

        return wire;
    }

    private static async Task<IReadOnlyList<WriteResult>> WriteAsync(IBatchSink<Product> sink, params IReadOnlyList<Envelope<Product>> envelopes)
    {
        var results = new List<WriteResult>();
        foreach (var envelope in envelopes)
        {
            results.AddRange(await sink.WriteBatchAsync([envelope], Token));
        }

        return results;
    }

    private static IBatchSink<Product> Sink(Wire wire) => wire.Open(options =>
    {
        options.CollectionPerCategory = true;
        options.Publications.Add(Publication);
    }).Part<IBatchSink<Product>>()!;

    private static Envelope<Product> Envelope(int number, string? category) => TestConnection.Envelope(
        "erp", Wire.Name, Change.Upserted($"item-{number}", "1", new Product { Id = $"item-{number}", Title = "Shirt", Category = category is null ? null : new() { Code = "T", Name = category }, Variants = [new() { Sku = new($"SHIRT-{number}"), Price = Price.Of(new(9.5m, "EUR")) }] }), $"erp-{number}");
}
