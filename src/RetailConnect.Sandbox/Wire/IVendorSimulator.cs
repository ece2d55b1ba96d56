namespace RetailConnect.Sandbox;

/// <summary>One vendor's API with its state; free of transport.</summary>
/// <remarks>Implementations are thread-safe: each request is one transaction.</remarks>
public interface IVendorSimulator
{
    /// <summary>Short name of the vendor: <c>shopify</c>, <c>square</c>, <c>business-central</c>, <c>talon-one</c>.</summary>
    string Vendor { get; }

    /// <summary>How many requests the vendor handles and queues at once for one user; null when it sets no limit.</summary>
    ConcurrencyLimit? Concurrency { get; }

    /// <summary>Handles one request: answers it, changing the state where the vendor would.</summary>
    ValueTask<SandboxResponse> HandleAsync(SandboxRequest request, CancellationToken cancellationToken);

    /// <summary>Shapes a refusal as this vendor does, without touching the state.</summary>
    SandboxResponse Refuse(Refusal refusal);

    /// <summary>Makes every access token issued until now invalid, where the vendor issues expiring tokens.</summary>
    void ExpireTokens();

    /// <summary>Hears how a webhook delivery ended, so that the vendor can retry or delete the subscription.</summary>
    /// <param name="message">The delivered message.</param>
    /// <param name="status">Status code of the receiver; null when there was no answer within the vendor's limit.</param>
    /// <param name="exhausted">True when the vendor will not retry.</param>
    void OnDelivered(WebhookMessage message, int? status, bool exhausted);
}
