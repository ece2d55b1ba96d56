namespace RetailConnect.Sync.Engine;

/// <summary>What the host said about itself.</summary>
internal sealed record EngineSettings(Uri? PublicAddress, RecoveryOptions Recovery)
{
    /// <summary>The address that a vendor is told for a connection's webhooks; null when the host has none.</summary>
    public Uri? AddressOf(string tenant, string connection) => PublicAddress is { } address ? WebhookAddress.Of(address, tenant, connection) : null;
}
