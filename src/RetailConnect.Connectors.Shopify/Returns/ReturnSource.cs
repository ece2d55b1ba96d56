using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Returns;

/// <summary>Reads refunds. One whose money is still on its way is left out: its order changes again when the money has arrived.</summary>
internal sealed class ReturnSource(ShopifyAdmin admin, RefundReader reader, VendorClock clock) : IChangeSource<Return>, IEntitySource<Return>
{
    public const int AtOnce = 7;
    private const int OrdersAtOnce = 50;
    private readonly VersionCache<Return> known = new(clock);

    public async ValueTask<ChangePage<Return>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var (window, answer) = await admin.ReadAsync(ReturnDocuments.Changed, request, OrdersAtOnce, clock, ShopifyJson.Default.RefundedPage, cancellationToken);
        var versions = answer.Page.Nodes.SelectMany(order => order.Refunds).ToList();
        var changes = await known.CompleteAsync(versions, AtOnce, ids => ReadAsync(ids, cancellationToken));
        return Windows.Of(window, answer.Page.PageInfo, changes);
    }

    public async ValueTask<IReadOnlyList<Change<Return>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var variables = new IdsVariables([.. entities.Select(entity => entity.Value)]);
        var answer = await admin.SendAsync(ReturnDocuments.ByIds, variables, entities.Count, ShopifyJson.Default.IdsVariables, ShopifyJson.Default.NodeList, cancellationToken);
        return await Entities.MapAsync(answer.Nodes, ShopifyJson.Default.WireRefund, refund => reader.CompleteAsync(refund, cancellationToken), ReturnMapper.Change);
    }
}
