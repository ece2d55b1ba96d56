namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record SubscriptionList : Answer
{
    public IReadOnlyList<Subscription>? Subscriptions { get; init; }

    public string? Cursor { get; init; }
}

internal sealed record SubscriptionAnswer : Answer
{
    public Subscription? Subscription { get; init; }
}

internal sealed record SubscriptionBody(string? IdempotencyKey, WantedSubscription Subscription);

internal sealed record WantedSubscription(string Name, bool Enabled, IReadOnlyList<string> EventTypes, string NotificationUrl, string ApiVersion);

internal sealed record Subscription
{
    public string? Id { get; init; }

    public bool? Enabled { get; init; }

    public IReadOnlyList<string>? EventTypes { get; init; }

    public string? NotificationUrl { get; init; }

    public string? ApiVersion { get; init; }

    public string? SignatureKey { get; init; }

    /// <summary>Leaves the signature key out.</summary>
    public override string ToString() => $"Subscription {Id}";
}
