using System.Security.Cryptography;
using System.Text;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class WebhookTests
{
    private const string Old = "secret-before-the-rotation";
    private const string Order = """{"id":5001,"admin_graphql_api_id":"gid://shopify/Order/5001","updated_at":"2026-11-22T11:00:00Z","refunds":[{"id":7001,"admin_graphql_api_id":"gid://shopify/Refund/7001"}]}""";
    private const string Refund = """{"id":7001,"admin_graphql_api_id":"gid://shopify/Refund/7001","order_id":5001}""";
    private static readonly Uri Address = new("https://host.example.test/hooks/northwind/web");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Sign(byte[] body, string secret = Wire.Secret) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private static async Task<WebhookVerdict> Verify(string topic, string body, string? signature = null, string secret = Wire.Secret)
    {
        await using var wire = new Wire();
        var bytes = Encoding.UTF8.GetBytes(body);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["x-shopify-topic"] = topic, ["x-shopify-hmac-sha256"] = signature ?? Sign(bytes, secret), ["X-Shopify-Shop-Domain"] = "evil.example.test" };
        return wire.Open(options => (options.PreviousClientSecret, options.MaxWebhookBytes) = (Old, 2048)).Part<IWebhookVerifier>()!.Verify(new(Address, headers, bytes));
    }

    [Theory]
    [InlineData("orders/create", Order, "order gid://shopify/Order/5001,return gid://shopify/Refund/7001")]
    [InlineData("orders/paid", """{"admin_graphql_api_id":"gid://shopify/Order/1"}""", "order gid://shopify/Order/1")]
    [InlineData("refunds/create", Refund, "return gid://shopify/Refund/7001,order gid://shopify/Order/5001")]
    [InlineData("customers/update", """{"admin_graphql_api_id":"gid://shopify/Customer/3"}""", "customer gid://shopify/Customer/3")]
    [InlineData("products/update", """{"admin_graphql_api_id":"gid://shopify/Product/1"}""", "product gid://shopify/Product/1")]
    [InlineData("inventory_levels/update", """{"admin_graphql_api_id":"gid://shopify/InventoryLevel/1"}""", "")]
    [InlineData("app/uninstalled", "[1]", "")]
    public async Task Signed_body_becomes_hints(string topic, string body, string expected)
    {
        var verdict = await Verify(topic, body);
        Assert.Equal((200, null), (verdict.Status, verdict.Reason));
        Assert.Equal(expected, string.Join(',', verdict.Hints.Select(hint => $"{hint.Type} {hint.Entity}")));
    }

    [Fact]
    public async Task Type_follows_the_signed_body_and_not_the_unsigned_topic() =>
        Assert.Equal(EntityType.Return, (await Verify("orders/create", Refund)).Hints[0].Type);

    [Fact]
    public async Task Key_follows_from_the_body_alone()
    {
        var first = (await Verify("orders/create", Order)).Hints[0].Key;
        Assert.Equal(first, (await Verify("orders/updated", Order)).Hints[0].Key);
        Assert.NotEqual(first, (await Verify("orders/create", Order.Replace("11:00", "11:01", StringComparison.Ordinal))).Hints[0].Key);
    }

    [Fact]
    public async Task Secret_before_a_rotation_still_counts() => Assert.Equal(200, (await Verify("orders/create", Order, secret: Old)).Status);

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task Wrong_signature_is_refused(string signature)
    {
        var verdict = await Verify("orders/create", Order, signature);
        Assert.Equal((401, "bad-signature", 0), (verdict.Status, verdict.Reason, verdict.Hints.Count));
    }

    [Fact]
    public async Task Signature_of_another_body_or_secret_is_refused()
    {
        Assert.Equal(401, (await Verify("orders/create", Order, Sign(Encoding.UTF8.GetBytes(Refund)))).Status);
        Assert.Equal(401, (await Verify("orders/create", Order, secret: "another secret")).Status);
    }

    [Fact]
    public async Task Missing_signature_is_refused()
    {
        await using var wire = new Wire();
        Assert.Equal(401, wire.Open().Part<IWebhookVerifier>()!.Verify(new(Address, new Dictionary<string, string>(), Encoding.UTF8.GetBytes(Order))).Status);
    }

    [Theory]
    [InlineData("{\"admin_graphql_api_id\":")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("{\"admin_graphql_api_id\":7}")]
    public async Task Body_that_is_no_webhook_is_malformed(string body)
    {
        var verdict = await Verify("orders/create", body);
        Assert.Equal((400, "malformed"), (verdict.Status, verdict.Reason));
    }

    [Fact]
    public async Task Body_that_is_too_large_is_not_even_hashed()
    {
        var verdict = await Verify("orders/create", new string('x', 2049), "not base64");
        Assert.Equal((413, "too-large"), (verdict.Status, verdict.Reason));
    }

    [Fact]
    public async Task Missing_subscriptions_are_created_and_moved_ones_updated()
    {
        await using var wire = new Wire();
        wire.Data("Webhooks", $$"""{"page":{{Wire.Page("""{"id":"gid://shopify/WebhookSubscription/1","topic":"ORDERS_CREATE","uri":"https://host.example.test/hooks/northwind/web"},{"id":"gid://shopify/WebhookSubscription/2","topic":"ORDERS_UPDATED","uri":"https://old.example.test/hooks/northwind/web"}""", "w1")}} }""");
        wire.Data("Webhooks", $$"""{"page":{{Wire.Page("""{"id":"gid://shopify/WebhookSubscription/3","topic":"ORDERS_PAID","uri":"https://other.example.test/elsewhere"}""")}} }""");
        wire.Data("WebhookUpdate", """{"answer":{"userErrors":[]} }""");
        for (var i = 0; i < 5; i++)
        {
            wire.Data("WebhookCreate", """{"answer":{"userErrors":[]} }""");
        }

        Assert.Equal(TimeSpan.FromHours(6), await wire.Open(options => options.FormerAddresses.Add(new("https://OLD.example.test/"))).Part<IWebhookSubscriptions>()!.EnsureAsync(Address, Token));
        Assert.Equal("""{"id":"gid://shopify/WebhookSubscription/2","uri":"https://host.example.test/hooks/northwind/web"}""", wire.Variables("WebhookUpdate")[0].ToJsonString());
        Assert.Equal(["CUSTOMERS_CREATE", "CUSTOMERS_UPDATE", "ORDERS_PAID", "PRODUCTS_UPDATE", "REFUNDS_CREATE"], wire.Variables("WebhookCreate").Select(node => node["topic"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("https://staging.example.test/hooks/northwind/web", "WebhookCreate")]
    [InlineData("https://host.example.test:8443/hooks/northwind/web", "WebhookUpdate")]
    public async Task Subscription_of_another_environment_is_left_alone(string there, string operation)
    {
        string[] others = ["CUSTOMERS_CREATE", "CUSTOMERS_UPDATE", "ORDERS_CREATE", "ORDERS_PAID", "PRODUCTS_UPDATE", "REFUNDS_CREATE"];
        var known = others.Select(topic => $$"""{"id":"{{topic}}","topic":"{{topic}}","uri":"{{Address}}"}""").Append($$"""{"id":"theirs","topic":"ORDERS_UPDATED","uri":"{{there}}"}""");
        await using var wire = new Wire().Data("Webhooks", $$"""{"page":{{Wire.Page(string.Join(',', known))}} }""").Data(operation, """{"answer":{"userErrors":[]} }""");
        await wire.Open().Part<IWebhookSubscriptions>()!.EnsureAsync(Address, Token);
        Assert.Equal(["Webhooks", operation], wire.Sent);
    }

    [Fact]
    public async Task Nothing_is_written_when_all_subscriptions_stand()
    {
        var topics = string.Join(',', new[] { "CUSTOMERS_CREATE", "CUSTOMERS_UPDATE", "ORDERS_CREATE", "ORDERS_PAID", "ORDERS_UPDATED", "PRODUCTS_UPDATE", "REFUNDS_CREATE" }.Select(topic => $$"""{"id":"{{topic}}","topic":"{{topic}}","uri":"{{Address}}"}"""));
        await using var wire = new Wire().Data("Webhooks", $$"""{"page":{{Wire.Page(topics)}} }""");
        await wire.Open().Part<IWebhookSubscriptions>()!.EnsureAsync(Address, Token);
        Assert.Equal(["Webhooks"], wire.Sent);
    }

    [Fact]
    public async Task Refused_subscription_is_rejected()
    {
        await using var wire = new Wire().Data("Webhooks", $$"""{"page":{{Wire.Page("")}} }""").Data("WebhookCreate", """{"answer":{"userErrors":[{"field":["uri"],"message":"Address is invalid"}]} }""");
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await wire.Open().Part<IWebhookSubscriptions>()!.EnsureAsync(Address, Token));
        Assert.Equal(FaultKind.Rejected, fault.Kind);
        Assert.Contains("Address is invalid", fault.Message, StringComparison.Ordinal);
    }
}
