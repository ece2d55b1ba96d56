namespace RetailConnect.Connectors.Square.Webhooks;

/// <summary>The keys that sign webhooks: the one from the settings, and those that Square told with its subscriptions.</summary>
internal sealed class SignatureKeys(SquareOptions options)
{
    private volatile string[] told = [];

    public IEnumerable<string> All => options.WebhookSignatureKey is { Length: > 0 } set ? [set] : told;

    public void Learn(IEnumerable<string?> keys) => told = [.. keys.Where(key => !string.IsNullOrEmpty(key)).Select(key => key!).Distinct()];
}
