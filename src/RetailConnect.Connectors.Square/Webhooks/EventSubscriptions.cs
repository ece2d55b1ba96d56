using System.Globalization;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Webhooks;

/// <summary>Keeps the seller's subscription alive; it does not expire, but may be disabled or deleted.</summary>
internal sealed class EventSubscriptions(ISquareApi api, SignatureKeys keys, TimeProvider time) : IWebhookSubscriptions
{
    /// <summary>The version of the API that is spoken in all calls and events.</summary>
    public const string ApiVersion = "2025-08-20";

    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    public async ValueTask<TimeSpan> EnsureAsync(Uri address, CancellationToken cancellationToken)
    {
        var there = await FindAsync(address, cancellationToken);
        if (there?.Id is not { Length: > 0 } id)
        {
            there = (await api.Subscribe(new(KeyOf(address), Wanted(address)), cancellationToken).Needed()).Subscription;
        }
        else if (!Fits(there))
        {
            var key = there.SignatureKey;
            there = (await api.UpdateSubscription(id, new(null, Wanted(address)), cancellationToken).Needed()).Subscription;
            keys.Hear(key);
        }

        keys.Hear(there?.SignatureKey);
        if (keys.Current is null && there?.Id is { Length: > 0 } found)
        {
            // Of a subscription that was there before, only its own page tells the key.
            keys.Hear((await api.Subscription(found, cancellationToken).Needed()).Subscription?.SignatureKey);
        }

        return LookAgain;
    }

    private static bool Fits(Subscription there) => there.Enabled is not false && there.ApiVersion == ApiVersion && EventTopics.Subscribed.All(topic => there.EventTypes?.Contains(topic) is true);

    private static WantedSubscription Wanted(Uri address) => new("Retail events", Enabled: true, EventTopics.Subscribed, address.AbsoluteUri, ApiVersion);

    private async ValueTask<Subscription?> FindAsync(Uri address, CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await api.Subscriptions("true", cursor, cancellationToken).Needed();
            if ((page.Subscriptions ?? []).FirstOrDefault(subscription => subscription.NotificationUrl == address.AbsoluteUri) is { } found)
            {
                return found;
            }

            cursor = page.Cursor == cursor ? null : page.Cursor;
        }
        while (!string.IsNullOrEmpty(cursor));

        return null;
    }

    /// <summary>A repeat within the hour makes no second subscription; one that was deleted can be made again later.</summary>
    private string KeyOf(Uri address) => IdempotencyKey.Derive("subscription", address.AbsoluteUri, time.GetUtcNow().ToString("yyyyMMddHH", CultureInfo.InvariantCulture)).Value;
}
