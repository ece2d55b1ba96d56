using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RetailConnect.Core.Tests;

public sealed class ConnectionTests
{
    [Fact]
    public async Task A_connection_offers_what_its_connector_declares()
    {
        await using var connection = Open(connector => connector.AddSource<Product, ProductSource>(20).AddSink<StockLevel, BatchSink>(WriteProof.NativeKey, 50, 2));
        Assert.Equal([new SourceCapability(EntityType.Product, true, 20), new SinkCapability(EntityType.StockLevel, WriteProof.NativeKey, 50, 2)], connection.Capabilities);
        Assert.Same(connection.Part<IChangeSource<Product>>(), connection.Part<IEntitySource<Product>>());
        Assert.NotNull(connection.Part<IBatchSink<StockLevel>>());
        Assert.Null(connection.Part<IChangeSink<StockLevel>>());
        Assert.Null(connection.Part<IChangeSource<Order>>());
    }

    [Fact]
    public async Task A_connection_says_in_plain_lines_what_it_can_do()
    {
        await using var connection = Open(connector => connector.AddSource<Product, ProductSource>(20).AddSink<StockLevel, BatchSink>(WriteProof.NativeKey, 50, 2).AddEraser<Eraser>().AddWebhooks<Verifier>());
        Assert.Equal(
            [
                "reads product: changes, page by page, and up to 20 by id in one call",
                "writes stock-level: up to 50 in one call, 2 calls at once; one effect, because the system remembers our idempotency key",
                "erases customers",
                "hears webhooks; somebody has to subscribe by hand",
            ],
            connection.Describe());
    }

    [Theory]
    [InlineData(WriteProof.None, "writes stock-level: 4 calls at once; nothing proves one effect: a write with an unknown result waits for a person; what was written can be looked up")]
    [InlineData(WriteProof.LookUp, "writes stock-level: 4 calls at once; one effect, because the reference that a write leaves is looked up before it is repeated")]
    [InlineData(WriteProof.NaturalUpsert, "writes stock-level: 4 calls at once; one effect, because the write names the entity by an id of ours; what was written can be looked up")]
    public async Task How_a_write_proves_its_one_effect_is_said(WriteProof proof, string line)
    {
        await using var connection = Open(connector => connector.AddSink<StockLevel, StockSink>(proof));
        Assert.Equal([line], connection.Describe());
    }

    [Fact]
    public async Task Parts_get_the_connection_its_links_and_the_hosts_clock()
    {
        await using var connection = Open(connector => connector.AddSink<StockLevel, StockSink>(WriteProof.LookUp));
        var sink = Assert.IsType<StockSink>(connection.Part<IChangeSink<StockLevel>>());
        Assert.Same(sink, connection.Part<ILookUp<StockLevel>>());
        var change = Change.Deleted<StockLevel>("A@L", "1");
        Assert.Equal("pos@1999", (await sink.WriteAsync(TestConnection.Envelope("erp", "pos", change, "A@L"), CancellationToken.None)).Id.Value);
        Assert.Equal("L9", (await sink.Links.FindAsync(EntityType.Location, new("LONDON"), CancellationToken.None))?.Value);
    }

    [Fact]
    public void A_wrong_setting_is_named_with_its_tenant_and_connection()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Open(connector => connector.AddValidator<ProbeValidator>(), "short"));
        Assert.Contains("ApiKey", error.Message, StringComparison.Ordinal);
        Assert.Contains("'northwind'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'pos'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("short", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_setting_passes()
    {
        await using var connection = Open(connector => connector.AddValidator<ProbeValidator>(), "long-enough");
        Assert.Empty(connection.Capabilities);
    }

    [Fact]
    public void A_source_of_another_type_is_refused() => Refused("ProductSource", connector => connector.AddSource<Order, ProductSource>());

    [Fact]
    public void A_sink_of_another_type_is_refused() => Refused("StockSink", connector => connector.AddSink<Order, StockSink>());

    [Fact]
    public void A_sink_that_claims_to_look_up_must_be_able_to() => Refused("BatchSink", connector => connector.AddSink<StockLevel, BatchSink>(WriteProof.LookUp));

    [Fact]
    public void A_type_that_does_not_flow_is_refused() => Assert.Throws<ArgumentException>(() => EntityType.Of<ProductVariant>());

    [Fact]
    public void Settings_of_another_connector_are_refused()
    {
        var registry = new ConnectorRegistry();
        registry.Add<ProbeConnector, ProbeOptions>();
        var context = new ConnectionContext(TestConnection.Tenant, "pos", "probe");
        Assert.Contains("ProbeOptions", Assert.Throws<InvalidOperationException>(() => Connection.Open(context, new RecoveryOptions(), Host(), registry)).Message, StringComparison.Ordinal);
        var unknown = Assert.Throws<InvalidOperationException>(() => Connection.Open(context with { System = "abacus" }, new ProbeOptions(), Host(), registry));
        Assert.Contains("'abacus'", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("probe", unknown.Message, StringComparison.Ordinal);
    }

    private static void Refused(string part, Action<ConnectorBuilder<ProbeOptions>> build) =>
        Assert.Contains(part, Assert.Throws<InvalidOperationException>(() => Open(build)).Message, StringComparison.Ordinal);

    private static Connection Open(Action<ConnectorBuilder<ProbeOptions>> build, string apiKey = "0123456789") =>
        Connection.Open<ProbeConnector, ProbeOptions>(new(TestConnection.Tenant, "pos", "probe"), new() { ApiKey = apiKey, Build = build }, Host());

    private static ServiceProvider Host() => new ServiceCollection()
        .AddSingleton<ICrosswalk>(new MemoryCrosswalk().Link(new(TestConnection.Tenant, EntityType.Location, "pos"), "LONDON", "L9"))
        .AddSingleton<TimeProvider>(new FixedTime()).BuildServiceProvider();

    private sealed class Eraser : ICustomerEraser
    {
        public ValueTask<IReadOnlyList<ErasedPart>> EraseAsync(EraseRequest request, CancellationToken cancellationToken) => new([new("customer", ErasureOutcome.Erased)]);
    }

    private sealed class Verifier : IWebhookVerifier
    {
        public WebhookVerdict Verify(WebhookRequest request) => throw new NotSupportedException();
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(1999, 12, 31, 0, 0, 0, TimeSpan.Zero);
    }
}
