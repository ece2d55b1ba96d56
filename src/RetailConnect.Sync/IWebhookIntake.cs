namespace RetailConnect;

/// <summary>Takes in webhooks: verifies, records durably, and says what to answer.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IWebhookIntake
{
    /// <summary>Takes in one webhook; when this returns with a success, its hints survive a power cut.</summary>
    /// <param name="tenant">Name of the tenant in the address.</param>
    /// <param name="connection">Name of the connection in the address.</param>
    /// <param name="request">The webhook.</param>
    /// <param name="cancellationToken">Stops the intake.</param>
    /// <returns>What to answer; 404 for an unknown tenant or connection.</returns>
    /// <exception cref="StoreException">The hints could not be recorded; answer 503.</exception>
    ValueTask<WebhookVerdict> ReceiveAsync(string tenant, string connection, WebhookRequest request, CancellationToken cancellationToken);
}
