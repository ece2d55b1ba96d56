using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Tests;
using WireMock.ResponseBuilders;

namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class FaultTests
{
    private const string Empty = """{"page":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}}""";
    private static readonly ReadRequest FromStart = new(null, 250, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ValueTask<ChangePage<Location>> Read(Wire wire) => wire.Open().Part<IChangeSource<Location>>()!.ReadAsync(FromStart, Token);

    private static async Task<ConnectorException> Fault(Wire wire)
    {
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await Read(wire));
        Assert.DoesNotContain(Wire.Secret, fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Wire.Token, fault.ToString(), StringComparison.Ordinal);
        return fault;
    }

    /// <summary>Reads that fail are repeated after a short wait.</summary>
    private static Wire RealTime() => new() { Time = TimeProvider.System };

    [Theory]
    [InlineData(400, FaultKind.Rejected)]
    [InlineData(402, FaultKind.Unauthorized)]
    [InlineData(403, FaultKind.Unauthorized)]
    [InlineData(404, FaultKind.Rejected)]
    [InlineData(423, FaultKind.Unauthorized)]
    [InlineData(429, FaultKind.Throttled)]
    [InlineData(500, FaultKind.Transient)]
    [InlineData(503, FaultKind.Transient)]
    public async Task Status_becomes_a_fault(int status, FaultKind kind)
    {
        await using var wire = RealTime().Always(Wire.Path, Response.Create().WithStatusCode(status).WithHeader("X-Request-Id", "request-9").WithBody($$"""{"errors":"{{Wire.Token}} ada@example.test"}"""));
        var fault = await Fault(wire);
        Assert.Equal((kind, "request-9"), (fault.Kind, fault.VendorRequestId));
        Assert.DoesNotContain("ada@", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(status == 429 ? TimeSpan.FromSeconds(1) : null, fault.RetryAfter);
    }

    [Fact]
    public async Task Slow_down_takes_the_header_or_the_bucket()
    {
        await using var header = RealTime().Always(Wire.Path, Response.Create().WithStatusCode(429).WithHeader("Retry-After", "7"));
        Assert.Equal(TimeSpan.FromSeconds(7), (await Fault(header)).RetryAfter);
        await using var bucket = RealTime().Always(Wire.Path, Response.Create().WithStatusCode(429).WithBody($$"""{"errors":[{"message":"Throttled"}],"extensions":{{Wire.Cost(103, null, 3)}} }"""));
        Assert.Equal(TimeSpan.FromSeconds(1), (await Fault(bucket)).RetryAfter);
    }

    [Theory]
    [InlineData("THROTTLED", FaultKind.Throttled, null)]
    [InlineData("ACCESS_DENIED", FaultKind.Unauthorized, null)]
    [InlineData("SHOP_INACTIVE", FaultKind.Unauthorized, null)]
    [InlineData("INTERNAL_SERVER_ERROR", FaultKind.Transient, null)]
    [InlineData("MAX_COST_EXCEEDED", FaultKind.Rejected, "max-cost-exceeded")]
    [InlineData("undefinedField", FaultKind.Rejected, "rejected")]
    public async Task Top_level_error_becomes_a_fault(string code, FaultKind kind, string? reason)
    {
        await using var wire = new Wire().Raw("Locations", $$$"""{"data":null,"errors":[{"message":"It failed for ada@example.test","path":["x",1],"extensions":{"code":"{{{code}}}","somethingNew":1} }],"extensions":{{{Wire.Cost(103, null, 53)}}} }""");
        var fault = await Fault(wire);
        Assert.Equal((kind, reason, "request-1"), (fault.Kind, fault.Reason, fault.VendorRequestId));
        Assert.Equal(kind is FaultKind.Throttled ? TimeSpan.FromSeconds(0.5) : null, fault.RetryAfter);
        Assert.Equal($"Shopify: {code}: It failed for (address)", fault.Message);
    }

    [Fact]
    public async Task Errors_beside_data_are_not_overlooked()
    {
        await using var wire = new Wire().Raw("Locations", $$"""{"data":{{Empty}},"errors":[{"message":"Internal error","extensions":{"code":"INTERNAL_SERVER_ERROR"} }]}""");
        Assert.Equal(FaultKind.Transient, (await Fault(wire)).Kind);
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("{\"data\":{\"page\":{\"nodes\":[")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"data\":7}")]
    public async Task Answer_that_is_none_is_transient(string body)
    {
        await using var wire = new Wire().Raw("Locations", body);
        Assert.Equal(FaultKind.Transient, (await Fault(wire)).Kind);
    }

    [Fact]
    public async Task Answer_of_another_shape_is_rejected()
    {
        await using var wire = new Wire().Data("Locations", """{"page":{"nodes":{}}}""");
        Assert.Equal(Reasons.UnknownValue, (await Fault(wire)).Reason);
    }

    [Theory]
    [InlineData(FaultType.EMPTY_RESPONSE)]
    [InlineData(FaultType.MALFORMED_RESPONSE_CHUNK)]
    public async Task Cut_connection_may_have_taken_effect(FaultType cut)
    {
        await using var wire = RealTime().Always(Wire.Path, Response.Create().WithFault(cut));
        var fault = await Fault(wire);
        Assert.Equal((FaultKind.Transient, true), (fault.Kind, fault.MayHaveTakenEffect));
    }

    [Fact]
    public async Task Cancelled_read_stops()
    {
        await using var wire = new Wire();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await wire.Open().Part<IChangeSource<Location>>()!.ReadAsync(FromStart, new(canceled: true)));
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public async Task Token_is_bought_once_and_sent_in_the_header()
    {
        await using var wire = new Wire().Data("Locations", Empty).Data("Locations", Empty);
        var source = wire.Open().Part<IChangeSource<Location>>()!;
        await source.ReadAsync(FromStart, Token);
        await source.ReadAsync(FromStart, Token);
        Assert.Equal("grant_type=client_credentials&client_id=app&client_secret=client-secret-of-the-test", Assert.Single(wire.Grants).Body);
        Assert.All(wire.Requests, request => Assert.Equal(Wire.Token, Assert.Single(request.Headers!["X-Shopify-Access-Token"])));
    }

    [Fact]
    public async Task Given_token_needs_no_grant()
    {
        await using var wire = new Wire().Data("Locations", Empty);
        await wire.Open(options => (options.AccessToken, options.ClientId) = ("given", "")).Part<IChangeSource<Location>>()!.ReadAsync(FromStart, Token);
        Assert.Empty(wire.Grants);
        Assert.Equal("given", Assert.Single(wire.Requests[0].Headers!["X-Shopify-Access-Token"]));
    }

    [Theory]
    [InlineData(400, "{\"error\":\"invalid_client\"}", FaultKind.Unauthorized)]
    [InlineData(401, "", FaultKind.Unauthorized)]
    [InlineData(500, "", FaultKind.Transient)]
    [InlineData(200, "{}", FaultKind.Transient)]
    [InlineData(200, "{\"access_tok", FaultKind.Transient)]
    public async Task Refused_grant_is_a_fault(int status, string body, FaultKind kind)
    {
        await using var wire = RealTime().Always("/admin/oauth/access_token", Response.Create().WithStatusCode(status).WithBody(body));
        Assert.Equal(kind, (await Fault(wire)).Kind);
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public async Task Empty_bucket_is_waited_for()
    {
        var time = new FakeTimeProvider(Wire.Start);
        await using var wire = new Wire { Time = time };
        wire.Raw("Locations", $$"""{"data":{{Empty}},"extensions":{{Wire.Cost(103, 3, 3)}} }""").Data("Locations", Empty);
        var source = wire.Open().Part<IChangeSource<Location>>()!;
        await source.ReadAsync(FromStart, Token);
        var second = source.ReadAsync(FromStart, Token).AsTask();
        time.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Single(wire.Sent);
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await second;
        Assert.Equal(2, wire.Sent.Count);
    }

    [Fact]
    public void Cost_of_a_document_is_learnt_by_size()
    {
        var costs = new DocumentCosts();
        var document = new GraphDocument("D", "query D { shop { id } }", Fixed: 3, Each: 2);
        costs.Learn(document, 10, 42);
        Assert.Equal((42, 13), (costs.Of(document, 10), costs.Of(document, 5)));
    }

    [Fact]
    public void Settings_are_checked_and_secrets_stay_out_of_texts()
    {
        var options = new ShopifyOptions { Shop = new("https://northwind.myshopify.com"), ClientSecret = "hush", AccessToken = "hush", PreviousClientSecret = "hush" };
        Assert.DoesNotContain("hush", options.ToString(), StringComparison.Ordinal);
        (Action<ShopifyOptions> Spoil, string Setting)[] bad =
        [
            (o => o.Shop = null, "Shop"), (o => o.Shop = new("northwind", UriKind.Relative), "Shop"), (o => o.ClientSecret = "", "ClientSecret"), (o => o.ClientId = "", "ClientId"),
            (o => o.RestoreRate = 0, "RestoreRate"), (o => o.OrderPageSize = 7, "OrderPageSize"), (o => o.ProductPageSize = 0, "ProductPageSize"), (o => o.CustomerPageSize = 201, "CustomerPageSize"), (o => o.MaxWebhookBytes = 1, "MaxWebhookBytes"),
        ];
        foreach (var (spoil, setting) in bad)
        {
            var settings = new ShopifyOptions { Shop = new("https://northwind.myshopify.com"), ClientId = "app", ClientSecret = "hush" };
            spoil(settings);
            var fault = Assert.Throws<OptionsValidationException>(() => TestConnection.Open<ShopifyConnector, ShopifyOptions>("web", settings, new MemoryCrosswalk()));
            Assert.Contains(setting, fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("hush", fault.Message, StringComparison.Ordinal);
        }
    }
}
