namespace RetailConnect;

/// <summary>Where a vendor reaches a connection.</summary>
public static class WebhookAddress
{
    /// <summary>Path under which webhooks arrive; {tenant} and {connection} name the receiver.</summary>
    public const string Pattern = "/webhooks/{tenant}/{connection}";

    /// <summary>Returns the address to give to a vendor.</summary>
    public static Uri Of(Uri publicAddress, string tenant, string connection) => new(publicAddress, $"/webhooks/{Uri.EscapeDataString(tenant)}/{Uri.EscapeDataString(connection)}");
}
