using Microsoft.Extensions.Options;
using RetailConnect.Tests;
using WireMock.ResponseBuilders;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class FaultTests
{
    private const string Failure = """{"error":{"code":"Application_X","message":"It failed. CorrelationId:  01234567-89ab-cdef-0123-456789abcdef."}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Wire RealTime() => new() { Time = TimeProvider.System };

    private static async Task<ConnectorException> ReadFault(Wire wire) =>
        await Assert.ThrowsAsync<ConnectorException>(async () => await wire.Open().Part<IChangeSource<Location>>()!.ReadAsync(new(null, 250, TimeSpan.Zero), Token));

    [Theory]
    [InlineData(400, FaultKind.Rejected, null)]
    [InlineData(403, FaultKind.Unauthorized, null)]
    [InlineData(404, FaultKind.Rejected, "not-found")]
    [InlineData(409, FaultKind.Conflict, "conflict")]
    [InlineData(412, FaultKind.Conflict, "conflict")]
    [InlineData(429, FaultKind.Throttled, null)]
    [InlineData(500, FaultKind.Transient, null)]
    [InlineData(503, FaultKind.Transient, null)]
    [InlineData(504, FaultKind.Transient, null)]
    public async Task Status_becomes_a_fault(int status, FaultKind kind, string? reason)
    {
        await using var wire = RealTime();
        wire.AnswerWith("GET", $"{wire.Api}/locations", Response.Create().WithStatusCode(status).WithHeader("Retry-After", "0").WithBody(Failure));

        var fault = await ReadFault(wire);

        Assert.Equal((kind, reason, "01234567-89ab-cdef-0123-456789abcdef"), (fault.Kind, fault.Reason, fault.VendorRequestId));
        Assert.DoesNotContain("CorrelationId", fault.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, fault.RetryAfter);
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("{\"value\":[{\"id\":\"bbbb")]
    [InlineData("{\"value\":[{\"code\":7}]}")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"value\":null}")]
    public async Task Answer_that_is_none_is_transient(string body)
    {
        await using var wire = RealTime();
        wire.Api200("locations", body);
        Assert.Equal(FaultKind.Transient, (await ReadFault(wire)).Kind);
    }

    [Theory]
    [InlineData(FaultType.EMPTY_RESPONSE)]
    [InlineData(FaultType.MALFORMED_RESPONSE_CHUNK)]
    public async Task Cut_connection_is_transient_and_may_have_taken_effect(FaultType cut)
    {
        await using var wire = Samples.Wired().WithLocations();
        wire.Time = TimeProvider.System;
        wire.AnswerWith("POST", $"{wire.Api}/salesOrders", Response.Create().WithStatusCode(201).WithFault(cut).WithBody("{}"));
        var order = Samples.Order(Samples.Line("A", 1, 10));

        var fault = await Assert.ThrowsAsync<ConnectorException>(async () =>
            await wire.Open().Part<IChangeSink<Order>>()!.WriteAsync(TestConnection.Envelope("web", Wire.Name, Change.Upserted(order.Id, "1", order), "web-5001"), Token));

        Assert.Equal((FaultKind.Transient, true), (fault.Kind, fault.MayHaveTakenEffect));
        Assert.Single(wire.Bodies("POST"));
    }

    [Fact]
    public async Task Refused_body_that_is_no_json_still_becomes_a_fault()
    {
        await using var wire = RealTime();
        wire.Answer("GET", $"{wire.Api}/locations", "<html>token-of-the-test</html>", 400);
        var fault = await ReadFault(wire);
        Assert.Equal(FaultKind.Rejected, fault.Kind);
        Assert.DoesNotContain("html", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_token_is_renewed_once()
    {
        await using var wire = RealTime();
        wire.Answer("GET", $"{wire.Api}/locations", Failure, 401, to: "renewed");
        wire.Answer("GET", $"{wire.Api}/locations", Wire.Page(""), from: "renewed");
        Assert.Empty((await wire.Open().Part<IChangeSource<Location>>()!.ReadAsync(new(null, 250, TimeSpan.Zero), Token)).Changes);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public async Task Refused_credentials_pause_the_connection_without_telling_the_secret(int status)
    {
        await using var wire = RealTime();
        var token = "/refused/oauth2/v2.0/token";
        wire.Answer("POST", token, $$"""{"error":"invalid_client","error_description":"AADSTS7000215: {{Wire.Secret}} of ada@example.com is wrong","correlation_id":"c-1"}""", status);

        var fault = await Assert.ThrowsAsync<ConnectorException>(async () =>
            await wire.Open(options => options.TokenAddress = new($"{wire.Url}{token}")).Part<IChangeSource<Location>>()!.ReadAsync(new(null, 250, TimeSpan.Zero), Token));

        Assert.Equal((FaultKind.Unauthorized, "c-1"), (fault.Kind, fault.VendorRequestId));
        Assert.DoesNotContain(Wire.Secret, fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", fault.ToString(), StringComparison.Ordinal);
        Assert.Contains("invalid_client", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AadTenant")]
    [InlineData("Environment")]
    [InlineData("CompanyId")]
    [InlineData("ClientId")]
    [InlineData("ClientSecret")]
    [InlineData("BaseAddress")]
    [InlineData("LocalCurrency")]
    [InlineData("PageSize")]
    [InlineData("DefaultLocation")]
    [InlineData("TimeZone")]
    [InlineData("WebhookClientState")]
    public void Wrong_setting_is_named(string setting)
    {
        var options = new BusinessCentralOptions { AadTenant = "contoso.com", Environment = "Production", CompanyId = Wire.Company, ClientId = "app", ClientSecret = Wire.Secret };
        var property = typeof(BusinessCentralOptions).GetProperty(setting)!;
        property.SetValue(options, setting switch
        {
            "CompanyId" => Guid.Empty, "BaseAddress" => new Uri("relative", UriKind.Relative), "LocalCurrency" => "XXX", "PageSize" => 1, "DefaultLocation" => null, "TimeZone" => "Mars/Olympus", "WebhookClientState" => "short", _ => "",
        });
        options.StockPageRoute = setting == "DefaultLocation" ? "" : options.StockPageRoute;

        var failure = Assert.Throws<OptionsValidationException>(() => TestConnection.Open<BusinessCentralConnector, BusinessCentralOptions>("erp", options, new MemoryCrosswalk()));

        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Wire.Secret, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Wire.Secret, options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_declares_what_it_can_do()
    {
        await using var wire = new Wire();
        var sinks = wire.Open().Capabilities.OfType<SinkCapability>().Select(sink => (sink.Type, sink.Proof));
        Assert.Equal([(EntityType.Order, WriteProof.LookUp), (EntityType.Return, WriteProof.LookUp), (EntityType.Customer, WriteProof.LookUp)], sinks);
    }
}
