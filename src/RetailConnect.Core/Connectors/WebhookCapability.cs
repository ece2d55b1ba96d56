namespace RetailConnect;

/// <summary>A connection can hear webhooks.</summary>
public sealed record WebhookCapability : Capability;
