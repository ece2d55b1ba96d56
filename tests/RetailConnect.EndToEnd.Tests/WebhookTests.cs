using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Webhooks that are malformed, oversized or wrongly signed are answered in the vendor's way, counted by reason, and leave nothing behind.</summary>
public sealed class WebhookTests : IDisposable
{
    private const string Order = """{"id":5001,"admin_graphql_api_id":"gid://shopify/Order/5001","updated_at":"2026-11-27T08:00:00Z"}""";
    private const string Notice = """{"value":[{"subscriptionId":"s-1","clientState":"a guess","expirationDateTime":"2026-11-30T00:00:00Z","resource":"companies(c)/items(i)","changeType":"updated","lastModifiedDateTime":"2026-11-27T08:00:00Z"}]}""";
    private readonly Dictionary<string, int> refused = [];
    private readonly MeterListener meters = new();

    public WebhookTests()
    {
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == RetailConnectDiagnostics.WebhooksRefused)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            var reason = tags.ToArray().Single(tag => tag.Key == RetailConnectDiagnostics.ReasonTag).Value!.ToString()!;
            lock (refused)
            {
                refused[reason] = refused.GetValueOrDefault(reason) + (int)count;
            }
        });
        meters.Start();
    }

    public void Dispose() => meters.Dispose();

    [Theory]
    [InlineData("web", "wrong signature", 401)]
    [InlineData("web", "no signature", 401)]
    [InlineData("web", "malformed", 400)]
    [InlineData("web", "oversized", 413)]
    [InlineData("pos", "wrong signature", 401)]
    [InlineData("pos", "no signature", 401)]
    [InlineData("pos", "malformed", 400)]
    [InlineData("erp", "malformed", 202)]
    [InlineData("erp", "wrong client state", 202)]
    [InlineData("nobody", "malformed", 404)]
    [Cites("signatures that fail oddly", "Shopify/shopify-api-js#320", "Shopify/shopify-api-js#354", "craftcms/shopify#229")]
    public async Task A_bad_webhook_is_counted_and_leaves_nothing_behind(string connection, string fault, int status)
    {
        await using var retailer = new RetailerInProcess(new SandboxOptions { Seed = 12, Scale = new RetailerScale().Times(0.005) });
        var hints = -1L;
        WebhookVerdict? verdict = null;
        await Pump.RunAsync(retailer.Time, TimeSpan.FromHours(2), async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            verdict = await retailer.Host.GetRequiredService<IWebhookIntake>().ReceiveAsync(RetailerInProcess.Tenant.Value, connection, Request(connection, fault), CancellationToken.None);
            hints = (await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None)).Hints;
        });

        Assert.Equal(status, verdict!.Status);
        Assert.NotNull(verdict.Reason);
        Assert.Equal(0, hints);
        Assert.Equal(1, refused.GetValueOrDefault(verdict.Reason!));
    }

    [Fact]
    [Cites("out-of-order webhooks", "frappe/ecommerce_integrations#425")]
    public async Task A_good_webhook_is_a_hint_that_is_read()
    {
        await using var retailer = new RetailerInProcess(new SandboxOptions { Seed = 12, Scale = new RetailerScale().Times(0.005) });
        WebhookVerdict? verdict = null;
        await Pump.RunAsync(retailer.Time, TimeSpan.FromHours(2), async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            verdict = await retailer.Host.GetRequiredService<IWebhookIntake>().ReceiveAsync(
                RetailerInProcess.Tenant.Value, "web", ByShopify(Encoding.UTF8.GetBytes(Order)), CancellationToken.None);
            await retailer.QuietAsync();
        });
        Assert.Equal((200, null), (verdict!.Status, verdict.Reason));
        Assert.Empty(refused);
        Assert.Contains(retailer.Sandbox.Recorder.Records, record => record.Vendor == "shopify" && Encoding.UTF8.GetString(record.Request.Body.Span).Contains("gid://shopify/Order/5001", StringComparison.Ordinal));
    }

    private static WebhookRequest Request(string connection, string fault)
    {
        var body = fault switch
        {
            "malformed" => "{\"id\": 5001, \"admin"u8.ToArray(),
            "oversized" => Encoding.UTF8.GetBytes($$"""{"id":5001,"note":"{{new string('x', 6 * 1024 * 1024)}}"}"""),
            _ => Encoding.UTF8.GetBytes(connection == "erp" ? Notice : Order),
        };
        var signed = connection == "pos" ? BySquare(body) : ByShopify(body);
        return fault switch
        {
            "wrong signature" => signed with { Headers = signed.Headers.ToDictionary(header => header.Key, header => IsSignature(header.Key) ? Convert.ToBase64String(new byte[32]) : header.Value, StringComparer.OrdinalIgnoreCase) },
            "no signature" => signed with { Headers = signed.Headers.Where(header => !IsSignature(header.Key)).ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase) },
            _ => signed,
        };
    }

    private static bool IsSignature(string header) => header.Contains("hmac", StringComparison.OrdinalIgnoreCase);

    private static WebhookRequest ByShopify(byte[] body) => new(
        new Uri("https://host.example/webhooks/northwind/web"),
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["X-Shopify-Topic"] = "orders/create", ["X-Shopify-Webhook-Id"] = "w-1", ["X-Shopify-Shop-Domain"] = "shop.example", ["X-Shopify-API-Version"] = "2026-10",
            ["X-Shopify-Hmac-Sha256"] = Hmac(new ShopifySettings().ClientSecret, body),
        },
        body);

    private static WebhookRequest BySquare(byte[] body)
    {
        var address = new Uri("https://host.example/webhooks/northwind/pos");
        return new(address, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["x-square-hmacsha256-signature"] = Hmac(new SquareSettings().SignatureKey, [.. Encoding.UTF8.GetBytes(address.AbsoluteUri), .. body]) }, body);
    }

    private static string Hmac(string key, byte[] content) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), content));
}
