using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

internal sealed record Subscription
{
    [JsonPropertyName("@odata.etag")] public string? Etag { get; init; }

    public string? SubscriptionId { get; init; }

    public string? NotificationUrl { get; init; }

    public string? Resource { get; init; }

    public string? ClientState { get; init; }

    public string? ExpirationDateTime { get; init; }

    /// <summary>Leaves the client state out.</summary>
    public override string ToString() => $"Subscription {SubscriptionId}";
}

/// <summary>A subscription to create or to renew.</summary>
internal sealed record SubscriptionBody(string NotificationUrl, string Resource, string ClientState)
{
    /// <summary>Leaves the client state out.</summary>
    public override string ToString() => $"Subscription to {Resource}";
}
