using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Orders;

/// <summary>Shows orders by their external document number, in capital letters, because Business Central keeps it so: open ones as sales orders, posted ones as sales invoices.</summary>
/// <remarks>
/// All: first the orders, then the invoices, each document by itself, so that an order that is invoiced in parts, or posted meanwhile, comes more than once, and each invoice with its own total. By key an order is shown once:
/// as long as it is open with its whole total, afterwards with the sum of its invoices. Two orders with one key are shown both. Documents that others wrote are shown too, if they have an external document number.
/// </remarks>
internal sealed class OrderSnapshot(ShownDocuments documents) : ISnapshotSource<Order>
{
    private const string Posted = "posted:";

    public async ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        if (request.Keys is { } keys)
        {
            return new(await ByKeyAsync(keys, cancellationToken), null);
        }

        var place = request.After?.Value;
        var posted = place?.StartsWith(Posted, StringComparison.Ordinal) is true;
        var address = place is null ? documents.First(DocumentKind.Order, "orderDate", request.From) : documents.At(posted ? place[Posted.Length..] : place);
        var (observations, next) = await documents.PageAsync(address, request, cancellationToken);
        return new(observations, (posted, next) switch
        {
            (true, null) => null,
            (false, null) => new(Posted + documents.PathOf(documents.First(DocumentKind.Invoice, "invoiceDate", request.From))),
            (_, { } path) => new(posted ? Posted + path : path),
        });
    }

    /// <summary>The order of the two reads matters, because posting moves an order.</summary>
    private async ValueTask<IReadOnlyList<Observation>> ByKeyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var orders = await documents.ByReferenceAsync(DocumentKind.Order, keys, "", cancellationToken);
        var invoices = await documents.ByReferenceAsync(DocumentKind.Invoice, keys, ",orderNumber,status", cancellationToken);
        var open = orders.Select(order => order.Number).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var parts = invoices.Where(invoice => !open.Contains(invoice.OrderNumber ?? "")).GroupBy(invoice => (invoice.ExternalDocumentNumber!.ToUpperInvariant(), invoice.OrderNumber is { Length: > 0 } number ? number : invoice.Number));
        return [.. orders.Select(order => documents.Observe(order)).Concat(parts.Select(Whole)).OfType<Observation>()];
    }

    /// <summary>The invoices of one order; those that were cancelled don't count beside others.</summary>
    private Observation? Whole(IEnumerable<SalesDocument> parts)
    {
        var all = parts.OrderBy(part => part.Number, StringComparer.Ordinal).ToList();
        var live = all.Where(part => part.Status is not "Canceled").ToList();
        var counted = live.Count > 0 ? live : all;
        return documents.Observe(counted[0], counted.Sum(part => part.TotalAmountIncludingTax));
    }
}
