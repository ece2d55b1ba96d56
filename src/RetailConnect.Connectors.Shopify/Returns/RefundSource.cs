using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Returns;

/// <summary>Reads refunds; the poll finds their ids through the orders that moved. A refund whose money is still on its way is left for later: its order moves again when it arrives.</summary>
internal sealed class RefundSource(ShopifyClient client, TimeProvider time) : IChangeSource<Return>, IEntitySource<Return>
{
    public const int AtOnce = 5;
    private const int OrdersAtOnce = 50;
    private readonly VersionCache<Return> read = new();

    public async ValueTask<ChangePage<Return>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var window = WindowCursor.Open(request, time.GetUtcNow());
        var page = (await client.RunAsync(Documents.RefundIds, Wires.Page(window, Math.Min(OrdersAtOnce, request.PageSize)), cancellationToken)).OrderRefunds!;
        var versions = page.Nodes.SelectMany(order => order.Refunds).ToList();
        var changes = versions.Select(refund => read.Find(refund.Id, refund.UpdatedAt)).OfType<Change<Return>>().ToList();
        foreach (var ids in versions.Where(refund => read.Find(refund.Id, refund.UpdatedAt) is null).Select(refund => new ExternalId(refund.Id)).Chunk(AtOnce))
        {
            changes.AddRange(await ReadAsync(ids, cancellationToken));
        }

        return Wires.Close(changes, window, page.PageInfo);
    }

    public async ValueTask<IReadOnlyList<Change<Return>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var data = await client.RunAsync(Documents.RefundsById, Wires.Ids(entities.Select(id => id.Value)), cancellationToken);
        List<Change<Return>> changes = [.. data.RefundNodes!.OfType<RefundWire>().Where(refund => refund.Id is not null && !Pending(refund)).Select(Map)];
        changes.ForEach(read.Keep);
        return changes;
    }

    private static bool Pending(RefundWire refund) => refund.Transactions.Nodes.Any(transaction => transaction is { Kind: "REFUND", Status: "PENDING" or "AWAITING_RESPONSE" });

    private static Change<Return> Map(RefundWire refund) => refund.RefundLineItems.PageInfo is { HasNextPage: true }
        ? Change.Unreadable<Return>(refund.Id, refund.UpdatedAt, new ConnectorException(FaultKind.Rejected, "The refund has more than ten lines.") { Reason = "refund-too-long" })
        : Wires.Map(refund.Id, refund.UpdatedAt, () => RefundMapper.Map(refund)) with { OrderedWith = new ExternalId(refund.Order.Id) };
}
