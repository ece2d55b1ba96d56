namespace RetailConnect.Testing;

/// <summary>A vendor that sends webhooks: <see cref="ConnectorAbility.Webhooks"/>.</summary>
public interface IWebhookVendor
{
    /// <summary>Lets something happen that the connection hears of, and returns the webhook as it would arrive.</summary>
    /// <param name="connection">The connection that is to verify it, for a vendor that only sends to subscribers.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    ValueTask<WebhookRequest> SendAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>Spoils what proves that a webhook is genuine.</summary>
    WebhookRequest Spoil(WebhookRequest genuine, WebhookSpoil how);

    /// <summary>Returns what arrives when the vendor delivers a webhook once more.</summary>
    WebhookRequest Repeat(WebhookRequest genuine) => genuine;
}
