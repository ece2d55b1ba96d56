using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RetailConnect.AspNetCore.Tests;

/// <summary>The door for webhooks on a real socket: what the intake decides is what the vendor sees.</summary>
public sealed class WebhookDoorTests : IAsyncLifetime
{
    private readonly Intake intake = new();
    private readonly HttpClient http = new();
    private WebApplication? app;

    private Uri Address => new(app!.Urls.First());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IWebhookIntake>(intake);
        app = builder.Build();
        app.MapRetailConnectWebhooks();
        await app.StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app!.DisposeAsync();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(413)]
    public async Task The_verdict_is_the_answer(int status)
    {
        intake.Answer = _ => status switch { 200 => WebhookVerdict.Accepted(), 202 => WebhookVerdict.Quarantined("reason"), _ => WebhookVerdict.Refused(status, "reason") };
        using var answer = await http.PostAsync(new Uri(Address, "/webhooks/northwind/web"), new StringContent("{}"), Stop);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_intake_gets_the_raw_bytes_the_headers_the_address_and_the_names()
    {
        var raw = "{ \"name\" : \"Zoë\"}\r\n"u8.ToArray();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "/webhooks/northwind/web%20shop?validationToken=a%2Bb")) { Content = new ByteArrayContent(raw) };
        request.Headers.Add("X-Shopify-Hmac-Sha256", "c2lnbmVk");
        using var answer = await http.SendAsync(request, Stop);

        var (tenant, connection, seen) = Assert.Single(intake.Received);
        Assert.Equal(("northwind", "web shop"), (tenant, connection));
        Assert.Equal(raw, seen.Body.ToArray());
        Assert.Equal("c2lnbmVk", seen.Headers["x-shopify-hmac-sha256"]);
        Assert.Equal("?validationToken=a%2Bb", seen.Address.Query);
    }

    [Fact]
    public async Task A_handshake_is_answered_with_its_token_as_plain_text()
    {
        intake.Answer = _ => WebhookVerdict.Handshake("<script>token</script>");
        using var answer = await http.PostAsync(new Uri(Address, "/webhooks/northwind/erp?validationToken=x"), null, Stop);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal("<script>token</script>", await answer.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task What_could_not_be_recorded_is_not_accepted()
    {
        intake.Answer = _ => throw new StoreException("The disk is full.");
        using var answer = await http.PostAsync(new Uri(Address, "/webhooks/northwind/web"), new StringContent("{}"), Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta);
        Assert.Equal("", await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>A sender that never stops must not fill the memory: reading ends a little after the bound.</summary>
    [Fact]
    public async Task A_body_without_end_is_not_read_to_its_end()
    {
        intake.Answer = request => WebhookVerdict.Refused(413, request.Body.Length > 4 * 1024 * 1024 ? "oversized" : "too-short");
        using var socket = new TcpClient();
        await socket.ConnectAsync(Address.Host, Address.Port, Stop);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /webhooks/northwind/web HTTP/1.1\r\nHost: {Address.Authority}\r\nContent-Length: 20000000\r\n\r\n"), Stop);
        var part = new byte[64 * 1024];
        for (var sent = 0; sent < 5 * 1024 * 1024; sent += part.Length)
        {
            await stream.WriteAsync(part, Stop);
        }

        var answer = new byte[12];
        await stream.ReadExactlyAsync(answer, Stop);
        Assert.Equal("HTTP/1.1 413", Encoding.ASCII.GetString(answer));
        Assert.InRange(Assert.Single(intake.Received).Request.Body.Length, (4 * 1024 * 1024) + 1, (4 * 1024 * 1024) + (32 * 1024));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Other_methods_are_not_allowed(string method)
    {
        using var answer = await http.SendAsync(new(new HttpMethod(method), new Uri(Address, "/webhooks/northwind/web")), Stop);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Empty(intake.Received);
    }

    private sealed class Intake : IWebhookIntake
    {
        public List<(string Tenant, string Connection, WebhookRequest Request)> Received { get; } = [];

        public Func<WebhookRequest, WebhookVerdict> Answer { get; set; } = _ => WebhookVerdict.Accepted();

        public ValueTask<WebhookVerdict> ReceiveAsync(string tenant, string connection, WebhookRequest request, CancellationToken cancellationToken)
        {
            Received.Add((tenant, connection, request));
            return new(Answer(request));
        }
    }
}
