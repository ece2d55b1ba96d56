using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Publishes products and collections that are new in the shop; where they are offered later is the merchant's business.</summary>
internal sealed class ProductPublishing(ShopifyAdmin admin, ShopifyOptions options)
{
    private const int CallsAtOnce = 8;

    /// <summary>Publishes what was written for the first time, whatever its state: a product that is not active is not shown, and one that becomes active later is published already.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<Envelope<Product>> envelopes, WriteResult?[] results, CancellationToken cancellationToken)
    {
        if (options.Publications.Count == 0)
        {
            return;
        }

        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(CallsAtOnce, envelopes.Count)).Select(_ => PublishEachAsync()));

        async Task PublishEachAsync()
        {
            for (var index = Interlocked.Increment(ref next); index < results.Length; index = Interlocked.Increment(ref next))
            {
                if (envelopes[index].TargetId is null && results[index]?.Receipt is { } receipt)
                {
                    results[index] = await PublishAsync(receipt, cancellationToken);
                }
            }
        }
    }

    /// <summary>Publishes a product or a collection where the settings say; doing so again changes nothing.</summary>
    public async ValueTask PublishAsync(string id, CancellationToken cancellationToken)
    {
        if (options.Publications.Count > 0)
        {
            var variables = new PublishVariables(id, [.. options.Publications.Select(publication => new PublicationInput(publication))]);
            var answer = await admin.SendAsync(PublishingDocuments.Publish, variables, variables.Publications.Count, ShopifyJson.Default.PublishVariables, ShopifyJson.Default.PublishAnswer, cancellationToken);
            UserErrors.ThrowIfAny("publishablePublish", answer.PublishablePublish?.UserErrors ?? [], answer.RequestId);
        }
    }

    private async ValueTask<WriteResult> PublishAsync(WriteReceipt receipt, CancellationToken cancellationToken)
    {
        try
        {
            await PublishAsync(receipt.Id.Value, cancellationToken);
            return WriteResult.Written(receipt);
        }
        catch (ConnectorException fault)
        {
            return WriteResult.Failed(fault);
        }
    }
}
