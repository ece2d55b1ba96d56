using System.Text;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.BusinessCentral;

/// <summary>Keeps the notices and plays the receiver of handshakes.</summary>
internal sealed class Outbox : IWebhookOutbox
{
    public List<WebhookMessage> Sent { get; } = [];

    public List<Uri> Asked { get; } = [];

    /// <summary>Answers a handshake; the default repeats the token.</summary>
    public Func<Uri, CancellationToken, ValueTask<SandboxResponse?>> OnAsk { get; set; } = (url, _) => new(Echo(url));

    public static SandboxResponse Echo(Uri url) =>
        new(200, Encoding.UTF8.GetBytes(Uri.UnescapeDataString(url.Query.TrimStart('?').Split('&').First(part => part.StartsWith("validationToken=", StringComparison.Ordinal))["validationToken=".Length..])));

    public static JsonNode Notice(WebhookMessage message) => JsonNode.Parse(message.Body.Span)!["value"]![0]!;

    public void Post(WebhookMessage message, WebhookPolicy policy) => Sent.Add(message);

    public ValueTask<SandboxResponse?> AskAsync(string method, Uri url, CancellationToken cancellationToken)
    {
        Asked.Add(url);
        return OnAsk(url, cancellationToken);
    }
}
