using Microsoft.Extensions.Options;
using WireMock.ResponseBuilders;

namespace RetailConnect.Connectors.Square.Tests;

public sealed class FaultTests
{
    private const string Locations = "/v2/locations";

    private static Wire RealTime() => new() { Time = TimeProvider.System };

    private static async Task<ConnectorException> ReadFault(Wire wire, Action<SquareOptions>? change = null) =>
        await Assert.ThrowsAsync<ConnectorException>(async () => await wire.Open(change).Part<IChangeSource<Location>>()!.ReadAsync(new(null, 10, TimeSpan.Zero), Wire.Token));

    private static void OAuth(SquareOptions options) => (options.AccessToken, options.ClientId, options.ClientSecret, options.RefreshToken) = (null, "sq0idp-app", "sq0csp-secret-of-the-test", "EQAArefresh-token-of-the-test");

    [Theory]
    [InlineData(400, "BAD_REQUEST", "INVALID_REQUEST_ERROR", FaultKind.Rejected, null)]
    [InlineData(400, "IDEMPOTENCY_KEY_REUSED", "INVALID_REQUEST_ERROR", FaultKind.Rejected, "idempotency-key-reused")]
    [InlineData(400, "VERSION_MISMATCH", "INVALID_REQUEST_ERROR", FaultKind.Conflict, "conflict")]
    [InlineData(401, "ACCESS_TOKEN_REVOKED", "AUTHENTICATION_ERROR", FaultKind.Unauthorized, null)]
    [InlineData(403, "INSUFFICIENT_SCOPES", "AUTHENTICATION_ERROR", FaultKind.Unauthorized, null)]
    [InlineData(404, "NOT_FOUND", "INVALID_REQUEST_ERROR", FaultKind.Rejected, "not-found")]
    [InlineData(409, "CONFLICT", "INVALID_REQUEST_ERROR", FaultKind.Conflict, "conflict")]
    [InlineData(429, "RATE_LIMITED", "RATE_LIMIT_ERROR", FaultKind.Throttled, null)]
    [InlineData(500, "INTERNAL_SERVER_ERROR", "API_ERROR", FaultKind.Transient, null)]
    [InlineData(503, "SERVICE_UNAVAILABLE", "API_ERROR", FaultKind.Transient, null)]
    [InlineData(504, "A_CODE_OF_2027", "A_CATEGORY_OF_2027", FaultKind.Transient, null)]
    public async Task Refusal_becomes_a_fault(int status, string code, string category, FaultKind kind, string? reason)
    {
        await using var wire = RealTime();
        wire.AnswerWith("GET", Locations, Response.Create().WithStatusCode(status).WithHeader("Retry-After", "0").WithHeader("X-Request-Id", "req-1").WithBody(Wire.Error(code, category)));

        var fault = await ReadFault(wire);

        Assert.Equal((kind, reason, "req-1"), (fault.Kind, fault.Reason, fault.VendorRequestId));
        Assert.Contains(code, fault.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, fault.RetryAfter);
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("{\"locations\":[{\"id\":\"L")]
    [InlineData("{\"locations\":[{\"name\":\"no id\"}]}")]
    [InlineData("{\"errors\":[{\"category\":\"API_ERROR\",\"code\":\"INTERNAL_SERVER_ERROR\"}]}")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Answer_that_is_none_is_transient(string body)
    {
        await using var wire = RealTime();
        wire.Answer("GET", Locations, body);
        Assert.Equal(FaultKind.Transient, (await ReadFault(wire)).Kind);
    }

    [Fact]
    public async Task Refused_body_that_is_no_json_still_becomes_a_fault()
    {
        await using var wire = RealTime();
        wire.Answer("GET", Locations, $"<html>{Wire.Secret}</html>", status: 400);
        var fault = await ReadFault(wire);
        Assert.Equal(FaultKind.Rejected, fault.Kind);
        Assert.DoesNotContain("html", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Personal_and_secret_words_of_a_refusal_are_hidden()
    {
        await using var wire = RealTime();
        wire.Answer("GET", Locations, Wire.Error("BAD_REQUEST", detail: $"`ada@example.com`, +44 1234 567890 and {Wire.Secret} are wrong."), status: 400);
        var text = (await ReadFault(wire)).ToString();
        Assert.Contains("are wrong", text, StringComparison.Ordinal);
        Assert.All((string[])["ada@", "567890", Wire.Secret], hidden => Assert.DoesNotContain(hidden, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cut_connection_after_a_write_may_have_taken_effect()
    {
        await using var wire = RealTime();
        wire.Link(EntityType.Variant, "A", "V");
        wire.AnswerWith("POST", "/v2/inventory/changes/batch-create", Response.Create().WithStatusCode(200).WithFault(FaultType.EMPTY_RESPONSE).WithBody("{}"));
        var level = new StockLevel { Sku = new("A"), Location = "L", Available = 1 };

        var results = await wire.Open().Part<IBatchSink<StockLevel>>()!.WriteBatchAsync([TestConnection.Envelope("erp", Wire.Name, Change.Upserted("A@L", "1", level), "A@L")], Wire.Token);

        Assert.Equal((FaultKind.Transient, true), (results[0].Fault!.Kind, results[0].Fault!.MayHaveTakenEffect));
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task Token_is_granted_once_for_all_callers()
    {
        await using var wire = RealTime();
        wire.Post("/oauth2/token", """{"access_token":"EAAAgranted","token_type":"bearer","expires_at":"2099-01-01T00:00:00Z","refresh_token":"x"}""").Locations("L1");
        var source = wire.Open(OAuth).Part<IChangeSource<Location>>()!;

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => source.ReadAsync(new(null, 10, TimeSpan.Zero), Wire.Token).AsTask()));

        Wire.Same("""{"client_id":"sq0idp-app","client_secret":"sq0csp-secret-of-the-test","grant_type":"refresh_token","refresh_token":"EQAArefresh-token-of-the-test"}""", wire.Body("/oauth2/token"));
        Assert.Equal(5, wire.Headers("Authorization").Count(header => header == "Bearer EAAAgranted"));
        Assert.All(wire.Headers("Square-Version"), version => Assert.Equal("2025-08-20", version));
    }

    [Theory]
    [InlineData(400, FaultKind.Unauthorized)]
    [InlineData(401, FaultKind.Unauthorized)]
    [InlineData(500, FaultKind.Transient)]
    public async Task Refused_grant_tells_no_secret(int status, FaultKind kind)
    {
        await using var wire = RealTime();
        wire.Post("/oauth2/token", Wire.Error("UNAUTHORIZED", "AUTHENTICATION_ERROR", "sq0csp-secret-of-the-test is wrong"), status: status);
        var fault = await ReadFault(wire, OAuth);
        Assert.Equal((kind, false), (fault.Kind, fault.MayHaveTakenEffect));
        Assert.DoesNotContain("of-the-test is", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_read_stops()
    {
        await using var wire = new Wire();
        var source = wire.Open().Part<IChangeSource<Order>>()!;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await source.ReadAsync(new(null, 10, TimeSpan.Zero), new CancellationToken(canceled: true)));
        Assert.Empty(wire.Sent);
    }

    [Theory]
    [InlineData("BaseAddress")]
    [InlineData("AccessToken")]
    [InlineData("ClientSecret")]
    [InlineData("RefreshToken")]
    [InlineData("MerchantCurrency")]
    [InlineData("WebhookSignatureKey")]
    [InlineData("MaxWebhookBytes")]
    [InlineData("CatalogBatch")]
    [InlineData("CatalogObjects")]
    [InlineData("CatalogPause")]
    [InlineData("CallsAtOnce")]
    public void Wrong_setting_is_named(string setting)
    {
        var options = new SquareOptions();
        OAuth(options);
        typeof(SquareOptions).GetProperty(setting)!.SetValue(options, setting switch
        {
            "BaseAddress" => new Uri("relative", UriKind.Relative), "AccessToken" => "both-are-given", "ClientSecret" or "RefreshToken" => null, "MerchantCurrency" => "XXX", "WebhookSignatureKey" => "short",
            "CatalogPause" => TimeSpan.FromHours(1), _ => 0,
        });

        var failure = Assert.Throws<OptionsValidationException>(() => TestConnection.Open<SquareConnector, SquareOptions>("pos", options, new MemoryCrosswalk()));

        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
        Assert.All((string[])["sq0csp", "EQAA", "both-are-given"], secret => Assert.DoesNotContain(secret, failure.Message + options, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connection_declares_what_it_can_do()
    {
        await using var wire = new Wire();
        var connection = wire.Open();
        Assert.Equal(
            [(EntityType.Product, WriteProof.NaturalUpsert, 100, 1), (EntityType.StockLevel, WriteProof.NativeKey, 100, 4), (EntityType.Customer, WriteProof.NaturalUpsert, 100, 1)],
            connection.Capabilities.OfType<SinkCapability>().Select(sink => (sink.Type, sink.Proof, sink.Batch, sink.Parallel)));
        Assert.Equal(
            [(EntityType.Location, true, 0), (EntityType.StockLevel, false, 200), (EntityType.Order, true, 100), (EntityType.Return, true, 100), (EntityType.Customer, true, 100), (EntityType.Payout, true, 0)],
            connection.Capabilities.OfType<SourceCapability>().Select(source => (source.Type, source.Changes, source.EntitiesAtOnce)));
    }
}
