using System.Security.Cryptography;
using System.Text;

namespace RetailConnect.Connectors.Square.Tests;

public sealed class WebhookTests
{
    private const string List = "/v2/webhooks/subscriptions";
    private static readonly Uri Address = new("https://sync.example/hooks/pos");

    private static string Event(string type, string content, string id = "E1") => $$"""{"merchant_id":"M","type":"{{type}}","event_id":"{{id}}","created_at":"2026-11-23T08:00:00Z","data":{"type":"x","id":"DATA-ID","object":{{content}} } }""";

    private static string Sign(string body, string key = Wire.SignatureKey, string address = "https://sync.example/hooks/pos") =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(address + body)));

    private static WebhookVerdict Verify(Connection connection, string body, string? signature) => connection.Part<IWebhookVerifier>()!.Verify(new(
        Address, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-Square-HmacSha256-Signature"] = signature ?? "" }, Encoding.UTF8.GetBytes(body)));

    private static Connection Keyed(Wire wire) => wire.Open(options => options.WebhookSignatureKey = Wire.SignatureKey);

    [Theory]
    [InlineData("order.created", "{\"order_created\":{\"order_id\":\"O1\",\"state\":\"OPEN\"}}", "order O1,return O1")]
    [InlineData("order.updated", "{\"order_updated\":{\"order_id\":\"O1\"}}", "order O1,return O1")]
    [InlineData("order.fulfillment.updated", "{\"order_fulfillment_updated\":{\"order_id\":\"O1\"}}", "order O1,return O1")]
    [InlineData("order.updated", "null", "order DATA-ID,return DATA-ID")]
    [InlineData("payment.updated", "{\"payment\":{\"id\":\"P\",\"order_id\":\"O1\"}}", "order O1")]
    [InlineData("payment.updated", "{\"payment\":{\"id\":\"P\"}}", "")]
    [InlineData("refund.created", "{\"refund\":{\"id\":\"R\",\"order_id\":\"O2\"}}", "return O2")]
    [InlineData("customer.created", "{\"customer\":{\"id\":\"C\",\"email_address\":\"ada@example.com\"}}", "customer C")]
    [InlineData("customer.deleted", "{}", "customer DATA-ID")]
    [InlineData("inventory.count.updated", "{\"inventory_counts\":[{\"quantity\":\"1\"}]}", "")]
    [InlineData("something.new", "[]", "")]
    public async Task Events_become_hints(string type, string content, string hints)
    {
        await using var wire = new Wire();
        var body = Event(type, content);
        var verdict = Verify(Keyed(wire), body, Sign(body));
        Assert.Equal((200, null), (verdict.Status, verdict.Reason));
        Assert.Equal(hints, string.Join(',', verdict.Hints.Select(hint => $"{hint.Type} {hint.Entity}")));
    }

    [Fact]
    public async Task Key_follows_the_signed_content()
    {
        await using var wire = new Wire();
        var connection = Keyed(wire);
        string[] Keys(string id)
        {
            var body = Event("order.updated", "{\"order_updated\":{\"order_id\":\"O1\"}}", id);
            return [.. Verify(connection, body, Sign(body)).Hints.Select(hint => hint.Key)];
        }

        Assert.Equal(Keys("E1"), Keys("E1"));
        Assert.Equal(4, Keys("E1").Concat(Keys("E2")).Distinct().Count());
    }

    [Theory]
    [InlineData("other body", null)]
    [InlineData(null, "AAAA")]
    [InlineData(null, "not base64 !")]
    [InlineData(null, "")]
    public async Task Wrong_signature_is_refused(string? other, string? signature)
    {
        await using var wire = new Wire();
        var verdict = Verify(Keyed(wire), Event("order.updated", "{}"), signature ?? Sign(other!));
        Assert.Equal((401, "bad-signature"), (verdict.Status, verdict.Reason));
        Assert.Empty(verdict.Hints);
    }

    [Theory]
    [InlineData("another-key-of-the-test", "https://sync.example/hooks/pos")]
    [InlineData(Wire.SignatureKey, "https://evil.example/hooks/pos")]
    public async Task Signature_of_another_key_or_address_is_refused(string key, string address)
    {
        await using var wire = new Wire();
        var body = Event("order.updated", "{}");
        Assert.Equal(401, Verify(Keyed(wire), body, Sign(body, key, address)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"type\":7}")]
    public async Task Signed_nonsense_is_malformed(string body)
    {
        await using var wire = new Wire();
        var verdict = Verify(Keyed(wire), body, Sign(body));
        Assert.Equal((400, "malformed"), (verdict.Status, verdict.Reason));
    }

    [Fact]
    public async Task Endless_nesting_is_malformed()
    {
        await using var wire = new Wire();
        var body = new string('[', 5000);
        Assert.Equal("malformed", Verify(Keyed(wire), body, Sign(body)).Reason);
    }

    [Fact]
    public async Task Oversized_event_is_refused()
    {
        await using var wire = new Wire();
        var body = new string(' ', 2000);
        var verdict = Verify(wire.Open(options => (options.WebhookSignatureKey, options.MaxWebhookBytes) = (Wire.SignatureKey, 1024)), body, Sign(body));
        Assert.Equal((413, "too-large"), (verdict.Status, verdict.Reason));
    }

    [Fact]
    public async Task Without_any_key_nothing_is_trusted()
    {
        await using var wire = new Wire();
        var body = Event("order.updated", "{}");
        Assert.Equal(401, Verify(wire.Open(), body, Sign(body, "")).Status);
    }

    [Fact]
    public async Task Missing_subscription_is_created_and_its_key_is_used()
    {
        await using var wire = new Wire();
        wire.Answer("GET", List, """{"subscriptions":[{"id":"other","notification_url":"https://elsewhere.example/","enabled":true}]}""");
        wire.Post(List, $$"""{"subscription":{"id":"S1","signature_key":"{{Wire.SignatureKey}}","enabled":true} }""");
        var connection = wire.Open();

        Assert.Equal(TimeSpan.FromHours(1), await connection.Part<IWebhookSubscriptions>()!.EnsureAsync(Address, Wire.Token));

        var body = Event("order.updated", "{\"order_updated\":{\"order_id\":\"O1\"}}");
        Assert.Equal(200, Verify(connection, body, Sign(body)).Status);
        var sent = System.Text.Json.Nodes.JsonNode.Parse(wire.Bodies(List)[^1])!;
        Assert.Equal(43, ((string)sent["idempotency_key"]!).Length);
        Wire.Same(
            """
            {"name":"Retail events","enabled":true,"event_types":["customer.created","customer.deleted","customer.updated","order.created","order.fulfillment.updated","order.updated","payment.created","payment.updated","refund.created","refund.updated"],
             "notification_url":"https://sync.example/hooks/pos","api_version":"2025-08-20"}
            """,
            sent["subscription"]!.ToJsonString());
        Assert.Equal($"GET {List}?include_disabled=true", wire.Sent[0]);
    }

    [Fact]
    public async Task The_key_of_a_subscription_that_was_there_before_is_read_from_its_own_page()
    {
        await using var wire = new Wire();
        wire.Answer("GET", List, Subscription(signature: ""));
        wire.Answer("GET", $"{List}/S1", $$"""{"subscription":{"id":"S1","signature_key":"{{Wire.SignatureKey}}"} }""");
        var connection = wire.Open();
        await connection.Part<IWebhookSubscriptions>()!.EnsureAsync(Address, Wire.Token);
        await connection.Part<IWebhookSubscriptions>()!.EnsureAsync(Address, Wire.Token);
        var body = Event("order.updated", "{}");
        Assert.Equal(200, Verify(connection, body, Sign(body)).Status);
        Assert.Single(wire.Sent, sent => sent == $"GET {List}/S1");
    }

    [Fact]
    public async Task Setting_wins_over_the_key_of_the_subscription()
    {
        await using var wire = new Wire();
        wire.Answer("GET", List, Subscription(signature: "a-key-that-was-rotated"));
        var connection = Keyed(wire);
        await connection.Part<IWebhookSubscriptions>()!.EnsureAsync(Address, Wire.Token);
        var body = Event("order.updated", "{}");
        Assert.Equal(200, Verify(connection, body, Sign(body)).Status);
        Assert.Equal(401, Verify(connection, body, Sign(body, "a-key-that-was-rotated")).Status);
    }

    [Fact]
    public async Task Subscription_that_fits_is_left_alone()
    {
        await using var wire = new Wire();
        wire.Answer("GET", List, Subscription());
        var connection = wire.Open();
        await connection.Part<IWebhookSubscriptions>()!.EnsureAsync(Address, Wire.Token);
        await connection.Part<IWebhookSubscriptions>()!.EnsureAsync(Address, Wire.Token);
        Assert.All(wire.Sent, sent => Assert.StartsWith("GET", sent, StringComparison.Ordinal));
        var body = Event("order.updated", "{}");
        Assert.Equal(200, Verify(connection, body, Sign(body)).Status);
    }

    [Theory]
    [InlineData("\"enabled\":true", "\"enabled\":false")]
    [InlineData("\"refund.created\"", "\"loyalty.program.created\"")]
    [InlineData("2025-08-20", "2024-01-01")]
    public async Task Subscription_that_does_not_fit_is_mended(string part, string instead)
    {
        await using var wire = new Wire();
        wire.Answer("GET", List, Subscription().Replace(part, instead, StringComparison.Ordinal));
        wire.Answer("PUT", $"{List}/S1", """{"subscription":{"id":"S1"}}""");
        var connection = wire.Open();

        await connection.Part<IWebhookSubscriptions>()!.EnsureAsync(Address, Wire.Token);

        Assert.DoesNotContain("idempotency_key", wire.Body($"{List}/S1"), StringComparison.Ordinal);
        var body = Event("order.updated", "{}");
        Assert.Equal(200, Verify(connection, body, Sign(body)).Status);
    }

    private static string Subscription(string signature = Wire.SignatureKey) => $$"""
        {"subscriptions":[{"id":"S1","name":"x","enabled":true,"notification_url":"https://sync.example/hooks/pos","api_version":"2025-08-20","signature_key":"{{signature}}","event_types":
         ["customer.created","customer.deleted","customer.updated","order.created","order.fulfillment.updated","order.updated","payment.created","payment.updated","refund.created","refund.updated"]}]}
        """;
}
