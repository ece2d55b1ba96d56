using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Webhooks;

/// <summary>Keeps the subscriptions to items and customers alive; they end after three days unless they are renewed.</summary>
internal sealed class NoticeSubscriptions(IBusinessCentralApi api, Addresses addresses, Paging paging, BusinessCentralOptions options) : IWebhookSubscriptions
{
    private static readonly string[] Collections = ["items", "customers"];
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);
    private static readonly TimeSpan RenewBelow = Life / 2;
    private static readonly TimeSpan Soonest = TimeSpan.FromMinutes(1);

    public async ValueTask<TimeSpan> EnsureAsync(Uri address, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(options.WebhookClientState))
        {
            // Without a secret no notice can be told from a forged one: nothing is subscribed to, and polls find what changes.
            return Life;
        }

        var there = await ListAsync(cancellationToken);
        var rest = Life;
        foreach (var collection in Collections)
        {
            var left = await EnsureAsync(there, address, collection, cancellationToken);
            rest = left < rest ? left : rest;
        }

        return rest / 3 > Soonest ? rest / 3 : Soonest;
    }

    /// <summary>Returns how long the subscription lives from now.</summary>
    private async ValueTask<TimeSpan> EnsureAsync(IReadOnlyList<Subscription> there, Uri address, string collection, CancellationToken cancellationToken)
    {
        var body = new SubscriptionBody(address.AbsoluteUri, $"companies({options.CompanyId})/{collection}", options.WebhookClientState!);
        if (Match(there, address, collection) is not { } subscription)
        {
            return LeftOf(await api.Subscribe(addresses.Subscriptions, body, cancellationToken));
        }

        if (LeftOf(subscription) > RenewBelow && (subscription.ClientState is null || subscription.ClientState == options.WebhookClientState))
        {
            return LeftOf(subscription);
        }

        return await RenewAsync(subscription, body, address, collection, cancellationToken);
    }

    /// <summary>Renews; when the subscription moved meanwhile it is read once more, and when it is gone it is created.</summary>
    private async ValueTask<TimeSpan> RenewAsync(Subscription subscription, SubscriptionBody body, Uri address, string collection, CancellationToken cancellationToken)
    {
        try
        {
            return LeftOf(await api.Renew(addresses.Subscription(subscription.SubscriptionId!), subscription.Etag ?? "*", body, cancellationToken));
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Conflict || fault.Reason is BusinessCentralFaults.NotFound)
        {
            return Match(await ListAsync(cancellationToken), address, collection) is { } again
                ? LeftOf(await api.Renew(addresses.Subscription(again.SubscriptionId!), again.Etag ?? "*", body, cancellationToken))
                : LeftOf(await api.Subscribe(addresses.Subscriptions, body, cancellationToken));
        }
    }

    private ValueTask<IReadOnlyList<Subscription>> ListAsync(CancellationToken cancellationToken) => paging.AllAsync<Subscription>(addresses.Subscriptions, api.Subscriptions, cancellationToken);

    private Subscription? Match(IReadOnlyList<Subscription> there, Uri address, string collection) => there.FirstOrDefault(subscription =>
        subscription.SubscriptionId is { Length: > 0 }
        && subscription.NotificationUrl == address.AbsoluteUri
        && ResourcePath.Parse(subscription.Resource) is { Entity: null } resource
        && resource.Company == options.CompanyId
        && resource.Collection == collection);

    /// <summary>An answer without content means that the full time was granted.</summary>
    private TimeSpan LeftOf(Subscription? subscription) => Versions.Time(subscription?.ExpirationDateTime) - paging.Now ?? Life;
}
