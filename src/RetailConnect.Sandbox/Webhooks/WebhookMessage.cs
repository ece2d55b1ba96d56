namespace RetailConnect.Sandbox;

/// <summary>One signed webhook on its way to a subscriber.</summary>
/// <param name="Vendor">Vendor that sends it.</param>
/// <param name="SubscriptionId">Subscription it is sent for.</param>
/// <param name="Topic">The vendor's topic or event type.</param>
/// <param name="EntityId">Id of the entity it tells of.</param>
/// <param name="Url">Receiver.</param>
/// <param name="Headers">Headers, signature included.</param>
/// <param name="Body">Body bytes, as signed.</param>
public sealed record WebhookMessage(string Vendor, string SubscriptionId, string Topic, string EntityId, Uri Url, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);
