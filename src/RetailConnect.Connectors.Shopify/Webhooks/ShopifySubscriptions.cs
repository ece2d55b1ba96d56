using System.Text.Json.Nodes;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Webhooks;

/// <summary>Keeps one subscription for each topic, at our address. Shopify deletes a subscription that fails too often, so it is looked after.</summary>
internal sealed class ShopifySubscriptions(ShopifyClient client) : IWebhookSubscriptions
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(15);
    private static readonly string[] Topics = ["ORDERS_CREATE", "ORDERS_UPDATED", "REFUNDS_CREATE", "CUSTOMERS_CREATE", "CUSTOMERS_UPDATE"];

    public async ValueTask<TimeSpan> EnsureAsync(Uri address, CancellationToken cancellationToken)
    {
        var existing = await ListAsync(cancellationToken);
        foreach (var topic in Topics)
        {
            var ours = existing.Where(subscription => subscription.Topic == topic).ToList();
            if (ours.Any(subscription => subscription.Uri == address.ToString()))
            {
                continue;
            }

            // A subscription that points to the same path of an earlier address of this host is moved; those of others are left alone.
            var moved = ours.FirstOrDefault(subscription => Uri.TryCreate(subscription.Uri, UriKind.Absolute, out var uri) && uri.AbsolutePath == address.AbsolutePath);
            var input = new JsonObject { ["uri"] = address.ToString(), ["format"] = "JSON" };
            var answer = moved is null
                ? (await client.RunAsync(Documents.Subscribe, new() { ["topic"] = topic, ["input"] = input }, cancellationToken)).WebhookSubscriptionCreate!
                : (await client.RunAsync(Documents.Resubscribe, new() { ["id"] = moved.Id, ["input"] = input }, cancellationToken)).WebhookSubscriptionUpdate!;
            if (answer.UserErrors.Count > 0)
            {
                throw ShopifyClient.Refusal(answer.UserErrors, "subscription-refused");
            }
        }

        return Again;
    }

    private async ValueTask<List<SubscriptionWire>> ListAsync(CancellationToken cancellationToken)
    {
        var all = new List<SubscriptionWire>();
        string? after = null;
        do
        {
            var page = (await client.RunAsync(Documents.Subscriptions, new() { ["first"] = 100, ["after"] = after }, cancellationToken)).WebhookSubscriptions!;
            all.AddRange(page.Nodes);
            after = page.PageInfo is { HasNextPage: true } end ? end.EndCursor : null;
        }
        while (after is not null);
        return all;
    }
}
