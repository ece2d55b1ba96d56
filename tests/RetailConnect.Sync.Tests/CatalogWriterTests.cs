using Microsoft.Extensions.Logging.Abstractions;
using RetailConnect.Sync.Alerts;
using RetailConnect.Sync.Catalog;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

/// <summary>Which products of a target are recognised, and which batches are stopped, decided by what the target shows.</summary>
public sealed class CatalogWriterTests
{
    private readonly Shop shop = new();
    private readonly MemoryCrosswalk crosswalk = new();

    [Fact]
    public async Task A_product_is_recognised_when_its_SKUs_stand_at_one_product_that_is_nobody_elses()
    {
        shop.Shows("p-1", "A", 1m);
        shop.Shows("p-1", "B", 1m);
        Assert.All(await WriteAsync(new(), Envelope("i-1", ["A", "B", "NEW"]), Envelope("i-2", ["C"])), result => Assert.NotNull(result.Receipt));
        Assert.Equal(["i-1:p-1", "i-2:"], shop.Written);
    }

    [Theory]
    [InlineData(ProductMatching.Sku, "p-1")]
    [InlineData(ProductMatching.SkuAndGtin, null)]
    [InlineData(ProductMatching.None, "")]
    public async Task A_barcode_that_contradicts_counts_when_the_rule_says_so(ProductMatching by, string? recognised)
    {
        shop.Shows("p-1", "A", 1m, gtin: "4006381333931");
        var result = Assert.Single(await WriteAsync(new() { MatchBy = by }, Envelope("i-1", ["A"], gtin: "96385074")));
        Assert.Equal(recognised is null ? Reasons.AmbiguousMatch : null, result.Fault?.Reason);
        Assert.Equal(recognised is null ? [] : [$"i-1:{recognised}"], shop.Written);
    }

    [Fact]
    public async Task A_barcode_that_one_side_does_not_know_contradicts_nothing()
    {
        shop.Shows("p-1", "A", 1m);
        shop.Shows("p-2", "B", 1m, gtin: "4006381333931");
        await WriteAsync(new() { MatchBy = ProductMatching.SkuAndGtin }, Envelope("i-1", ["A"], gtin: "96385074"), Envelope("i-2", ["B"]));
        Assert.Equal(["i-1:p-1", "i-2:p-2"], shop.Written);
    }

    [Fact]
    public async Task What_could_be_several_is_left_to_a_person_and_holds_up_no_other()
    {
        shop.Shows("p-1", "TWICE", 1m);
        shop.Shows("p-2", "TWICE", 1m);
        shop.Shows("p-3", "LEFT", 1m);
        shop.Shows("p-4", "RIGHT", 1m);
        shop.Shows("p-5", "OWNED", 1m);
        shop.Shows("p-6", "HALF-1", 1m);
        shop.Shows("p-6", "HALF-2", 1m);
        crosswalk.Link(new(TestConnection.Tenant, EntityType.Product, "web"), "erp-other", "p-5");
        var results = await WriteAsync(new(), Envelope("i-1", ["TWICE"]), Envelope("i-2", ["LEFT", "RIGHT"]), Envelope("i-3", ["OWNED"]), Envelope("i-4", ["HALF-1"]), Envelope("i-5", ["HALF-2"]), Envelope("i-6", ["FREE"]));
        Assert.Equal([true, true, true, false, true, false], results.Select(result => result.Fault?.Reason == Reasons.AmbiguousMatch));
        Assert.Equal(["i-4:p-6", "i-6:"], shop.Written);
    }

    [Fact]
    public async Task A_product_that_was_written_before_and_a_delete_are_not_looked_for()
    {
        shop.Shows("p-1", "A", 1m);
        await WriteAsync(new(), Envelope("i-1", ["A"], targetId: "p-9"), TestConnection.Envelope("erp", "web", Change.Deleted<Product>("i-2", "1"), "erp-i-2", "p-8"));
        Assert.Equal(["i-1:p-9", "i-2:p-8"], shop.Written);
        Assert.Equal(0, shop.Looks);
    }

    [Theory]
    [InlineData(30, 16, 2.0, true)]
    [InlineData(30, 15, 2.0, false)]
    [InlineData(30, 30, 1.8, false)]
    [InlineData(30, 30, 1.81, true)]
    [InlineData(30, 30, 0.19, true)]
    [InlineData(30, 30, 0.2, false)]
    [InlineData(19, 19, 9.0, false)]
    [InlineData(900, 500, 9.0, true)]
    public async Task A_batch_is_stopped_when_more_than_the_share_changes_by_more_than_the_part(int products, int changed, double factor, bool stopped)
    {
        var envelopes = Enumerable.Range(0, products).Select(number =>
        {
            shop.Shows($"p-{number}", $"S-{number}", 100m);

            // Spread, so that what is looked at of a large batch is like the rest.
            var isChanged = (number + 1) * changed / products > number * changed / products;
            return Envelope($"i-{number}", [$"S-{number}"], price: isChanged ? 100m * (decimal)factor : 100m, targetId: $"p-{number}");
        }).Append(Envelope("new", ["NEW"])).ToArray();
        var results = await WriteAsync(new(), envelopes);
        Assert.All(results.SkipLast(1), result => Assert.Equal(stopped ? Reasons.MassRepricing : null, result.Fault?.Reason));
        Assert.NotNull(results[^1].Receipt);
        Assert.Equal(stopped ? 1 : products + 1, shop.Written.Count);
        Assert.True(shop.Asked <= 201);
    }

    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    public async Task A_product_in_many_sizes_is_one_product(int products, bool stopped)
    {
        var envelopes = Enumerable.Range(0, products).Select(number =>
        {
            var sizes = Enumerable.Range(0, 30).Select(size => $"S-{number}-{size}").ToArray();
            Array.ForEach(sizes, size => shop.Shows($"p-{number}", size, 100m));
            return Envelope($"i-{number}", sizes, price: 200m, targetId: $"p-{number}");
        }).ToArray();
        Assert.All(await WriteAsync(new(), envelopes), result => Assert.Equal(stopped, result.Fault?.Reason == Reasons.MassRepricing));
    }

    [Fact]
    public async Task A_batch_is_not_stopped_when_the_breaker_is_off_or_nothing_can_be_compared()
    {
        var envelopes = Enumerable.Range(0, 30).Select(number =>
        {
            shop.Shows($"p-{number}", $"S-{number}", 100m, currency: number % 2 == 0 ? "USD" : "EUR");
            return Envelope($"i-{number}", [$"S-{number}"], price: 1m, targetId: $"p-{number}");
        }).ToArray();
        Assert.All(await WriteAsync(new(), envelopes), result => Assert.NotNull(result.Receipt));
        Assert.All(await WriteAsync(new() { MostRepriced = 1, MatchBy = ProductMatching.None }, envelopes), result => Assert.NotNull(result.Receipt));
    }

    private async Task<IReadOnlyList<WriteResult>> WriteAsync(CatalogOptions options, params Envelope<Product>[] envelopes)
    {
        await using var connection = TestConnection.Open<ShopConnector, ShopOptions>("web", new() { Shop = shop }, crosswalk);
        var parts = new EngineParts(null!, null!, null!, crosswalk, null!) { Leases = null!, Time = new(TimeProvider.System), Chance = Chance.Seeded(1), Recovery = new() };
        var target = new ConnectionRuntime(connection, TimeProvider.System, new AlertBoard(TimeProvider.System, [], NullLogger<AlertBoard>.Instance));
        return await new CatalogWriter(shop, new(shop, target), new(target, options.MatchBy, parts), new(options)).WriteBatchAsync(envelopes, CancellationToken.None);
    }

    private static Envelope<Product> Envelope(string item, string[] skus, decimal price = 100m, string? gtin = null, string? targetId = null) => TestConnection.Envelope("erp", "web", Change.Upserted(item, "1", new Product
    {
        Id = item, Title = item, Variants = [.. skus.Select(sku => new ProductVariant { Sku = new(sku), Price = Price.Of(new Money(price, "EUR")), Gtin = gtin is null ? null : Gtin.Parse(gtin) })],
    }), $"erp-{item}", targetId);

    /// <summary>A target that shows what a test says.</summary>
    private sealed class Shop : ISnapshotSource<Product>, IBatchSink<Product>
    {
        private readonly List<Observation> shown = [];

        public List<string> Written { get; } = [];

        public int Looks { get; private set; }

        public int Asked { get; private set; }

        public void Shows(string product, string sku, decimal price, string? gtin = null, string currency = "EUR") =>
            shown.Add(new(sku, product, [ObservedField.Of(ObservedField.Price, new Money(price, currency)), ObservedField.Of(ObservedField.Gtin, gtin)]));

        public ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
        {
            Looks++;
            Asked += request.Keys!.Count;
            Assert.InRange(request.Keys.Count, 1, ShopConnector.AtOnce);
            return new(new SnapshotPage([.. shown.Where(seen => request.Keys.Contains(seen.Key))], null));
        }

        public ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<Product>> envelopes, CancellationToken cancellationToken)
        {
            Written.AddRange(envelopes.Select(envelope => $"{envelope.Change.Entity}:{envelope.TargetId}"));
            return new([.. envelopes.Select(envelope => WriteResult.Written(new(envelope.TargetId ?? "new")))]);
        }
    }

    private sealed class ShopOptions
    {
        public Shop Shop { get; set; } = new();
    }

    private sealed class ShopConnector : IConnector<ShopOptions>
    {
        public const int AtOnce = 50;

        public static string SystemName => "shop";

        public static void Build(ConnectorBuilder<ShopOptions> connector) => connector.AddSnapshot<Product, Window>([ObservedField.Price, ObservedField.Gtin], AtOnce);

        private sealed class Window(ShopOptions options) : ISnapshotSource<Product>
        {
            public ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken) => options.Shop.ReadAsync(request, cancellationToken);
        }
    }
}
