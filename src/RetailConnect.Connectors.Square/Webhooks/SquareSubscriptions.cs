using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Webhooks;

/// <summary>Keeps one subscription with all event types at our address.</summary>
internal sealed class SquareSubscriptions(ISquareApi api, SignatureKeys keys) : IWebhookSubscriptions
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(15);
    private static readonly string[] Types = ["customer.created", "customer.updated", "order.created", "order.updated", "refund.created", "refund.updated"];

    public async ValueTask<TimeSpan> EnsureAsync(Uri address, CancellationToken cancellationToken)
    {
        var existing = (await api.SubscriptionsAsync(cancellationToken)).Subscriptions ?? [];
        keys.Learn(existing.Select(subscription => subscription.SignatureKey));
        var ours = existing.FirstOrDefault(subscription => Uri.TryCreate(subscription.NotificationUrl, UriKind.Absolute, out var uri) && uri.AbsolutePath == address.AbsolutePath);
        if (ours is not null && ours.NotificationUrl == address.ToString() && ours.Enabled is true && Types.All(type => ours.EventTypes?.Contains(type) == true))
        {
            return Again;
        }

        var wanted = new SubscriptionWire { Name = "Sales and customers", Enabled = true, EventTypes = Types, NotificationUrl = address.ToString(), ApiVersion = SquareConnector.ApiVersion };
        var answer = ours?.Id is { } id
            ? await api.ResubscribeAsync(id, new(null, wanted with { Name = null, ApiVersion = null }), cancellationToken)
            : await api.SubscribeAsync(new(IdempotencyKey.Derive("subscription", address.ToString()).Value, wanted), cancellationToken);
        keys.Learn(existing.Select(subscription => subscription.SignatureKey).Append(answer.Subscription?.SignatureKey));
        return Again;
    }
}
