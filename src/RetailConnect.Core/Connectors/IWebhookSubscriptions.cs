namespace RetailConnect;

/// <summary>Keeps a connection's webhook subscriptions alive.</summary>
public interface IWebhookSubscriptions
{
    /// <summary>Creates what is missing, renews what expires soon, and returns when to look again.</summary>
    /// <param name="address">The address that the vendor shall call.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">The system refused or failed.</exception>
    ValueTask<TimeSpan> EnsureAsync(Uri address, CancellationToken cancellationToken);
}
