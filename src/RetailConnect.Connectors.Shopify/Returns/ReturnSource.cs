using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Returns;

/// <summary>Reads refunds. One whose money is still on its way is left out: its order changes again when the money has arrived.</summary>
internal sealed class ReturnSource(ShopifyAdmin admin, RefundReader reader, TimeProvider time) : IChangeSource<Return>, IEntitySource<Return>
{
    public const int AtOnce = 7;
    private const int OrdersAtOnce = 50;

    public async ValueTask<ChangePage<Return>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var (window, page) = await admin.ReadAsync(ReturnDocuments.Changed, request, OrdersAtOnce, time, ShopifyJson.Default.EntityPage, cancellationToken);
        var refunds = page.Nodes.SelectMany(RefundsOf).Distinct();
        var changes = new List<Change<Return>>();
        foreach (var chunk in refunds.Chunk(AtOnce))
        {
            changes.AddRange(await ReadAsync(chunk, cancellationToken));
        }

        return Windows.Of(window, page.PageInfo, changes);
    }

    public async ValueTask<IReadOnlyList<Change<Return>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var variables = new IdsVariables([.. entities.Select(entity => entity.Value)]);
        var answer = await admin.SendAsync(ReturnDocuments.ByIds, variables, entities.Count, ShopifyJson.Default.IdsVariables, ShopifyJson.Default.NodeList, cancellationToken);
        return await Entities.MapAsync(answer.Nodes, ShopifyJson.Default.WireRefund, refund => reader.CompleteAsync(refund, cancellationToken), ReturnMapper.Change);
    }

    private static IEnumerable<ExternalId> RefundsOf(JsonElement order) =>
        order.Deserialize(ShopifyJson.Default.RefundedOrder)!.Refunds.Select(refund => new ExternalId(refund.Id));
}
