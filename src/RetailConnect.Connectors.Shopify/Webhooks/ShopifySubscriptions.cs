using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Webhooks;

/// <summary>Keeps one subscription for each topic. Shopify deletes them after repeated failures and tells nobody, so they are looked at often.</summary>
internal sealed class ShopifySubscriptions(ShopifyAdmin admin, ShopifyOptions options) : IWebhookSubscriptions
{
    private const int AtOnce = 100;
    private const int MostPages = 100;
    private static readonly TimeSpan Again = TimeSpan.FromHours(6);

    public async ValueTask<TimeSpan> EnsureAsync(Uri address, CancellationToken cancellationToken)
    {
        var there = await ListAsync(cancellationToken);
        foreach (var topic in Topics.Wanted.Values.Order(StringComparer.Ordinal))
        {
            var known = there.Where(subscription => subscription.Topic == topic).ToList();
            if (known.Any(subscription => subscription.Uri == address.AbsoluteUri))
            {
                continue;
            }

            var answer = known.FirstOrDefault(subscription => WasOurs(subscription.Uri, address)) is { } other
                ? await admin.SendAsync(WebhookDocuments.Update, new WebhookUpdateVariables(other.Id, address.AbsoluteUri), 1, ShopifyJson.Default.WebhookUpdateVariables, ShopifyJson.Default.WebhookAnswer, cancellationToken)
                : await admin.SendAsync(WebhookDocuments.Create, new WebhookCreateVariables(topic, address.AbsoluteUri), 1, ShopifyJson.Default.WebhookCreateVariables, ShopifyJson.Default.WebhookAnswer, cancellationToken);
            UserErrors.ThrowIfAny($"webhook subscription {topic}", answer.Answer?.UserErrors ?? [], answer.RequestId);
        }

        return Again;
    }

    /// <summary>One of the same path is ours from before when it leads to this very host by another port, or to one where this host was; another environment of the app has the same path elsewhere.</summary>
    private bool WasOurs(string uri, Uri address) => Uri.TryCreate(uri, UriKind.Absolute, out var known) && known.AbsolutePath == address.AbsolutePath
        && options.FormerAddresses.Append(address).Any(former => former.Host.Equals(known.Host, StringComparison.OrdinalIgnoreCase));

    private async ValueTask<List<WireWebhook>> ListAsync(CancellationToken cancellationToken)
    {
        var all = new List<WireWebhook>();
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await admin.SendAsync(WebhookDocuments.List, new PageVariables(AtOnce, after), AtOnce, ShopifyJson.Default.PageVariables, ShopifyJson.Default.WebhookPage, cancellationToken);
            all.AddRange(answer.Page.Nodes);
            if (!answer.Page.PageInfo.HasNextPage)
            {
                break;
            }

            after = answer.Page.PageInfo.EndCursor;
        }

        return all;
    }
}
