namespace RetailConnect;

/// <summary>Checks a webhook and turns it into hints; pure, no I/O.</summary>
public interface IWebhookVerifier
{
    /// <summary>Verifies one webhook.</summary>
    /// <returns>What to answer, and the hints to record before the answer.</returns>
    WebhookVerdict Verify(WebhookRequest request);
}
