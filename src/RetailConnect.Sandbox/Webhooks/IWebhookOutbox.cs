namespace RetailConnect.Sandbox;

/// <summary>Where simulators drop webhooks after a change of state was committed.</summary>
public interface IWebhookOutbox
{
    /// <summary>Sends a message later, under the vendor's policy and the fault profile; never blocks.</summary>
    void Post(WebhookMessage message, WebhookPolicy policy);

    /// <summary>Asks a receiver at once, as in a validation handshake, and returns status and body; null when nobody answered.</summary>
    ValueTask<SandboxResponse?> AskAsync(string method, Uri url, CancellationToken cancellationToken);
}
