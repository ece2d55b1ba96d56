using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Catalog;

namespace RetailConnect.Connectors.BusinessCentral.Shipments;

/// <summary>Finds which variants were shipped: a shipment's line names its item only, the line of the order that it came from, or of the order's invoice, names the variant.</summary>
internal sealed class ShippedVariants(IBusinessCentralApi api, Addresses addresses, Paging paging)
{
    private const int AtOnce = 20;

    public async ValueTask<VariantsOfLines> FindAsync(IReadOnlyList<SalesShipment> shipments, CancellationToken cancellationToken)
    {
        var numbers = shipments.SelectMany(ShipmentMapper.Items).Select(line => line.LineObjectNumber!.Trim()).Distinct();
        var items = new Dictionary<string, Item>();
        foreach (var chunk in numbers.Chunk(AtOnce))
        {
            foreach (var item in await paging.AllAsync<Item>(addresses.List("items", Filter.AnyOf("number", chunk), expand: "itemVariants"), api.Items, cancellationToken))
            {
                items[item.Number ?? ""] = item;
            }
        }

        var varied = items.Values.Where(item => item.ItemVariants is { Count: > 0 } || item.MoreVariants is not null).Select(item => item.Number!).ToHashSet(StringComparer.Ordinal);
        var orders = shipments.Where(shipment => ShipmentMapper.Items(shipment).Any(line => varied.Contains(line.LineObjectNumber!.Trim()))).Select(shipment => shipment.OrderNumber ?? "").Where(number => number.Length > 0).Distinct();
        var lines = new Dictionary<string, IReadOnlyList<OpenLine>>();
        foreach (var order in orders)
        {
            lines[order] = await LinesAsync(order, cancellationToken);
        }

        return new(items, lines);
    }

    /// <summary>Lines of the order, or of its invoices once it is posted. The order of the two reads matters, because posting moves it.</summary>
    private async ValueTask<IReadOnlyList<OpenLine>> LinesAsync(string number, CancellationToken cancellationToken)
    {
        var open = await paging.AllAsync<SalesDocument>(addresses.List("salesOrders", Filter.Equal("number", number), expand: "salesOrderLines"), api.Documents, cancellationToken);
        var posted = await paging.AllAsync<SalesDocument>(addresses.List("salesInvoices", Filter.Equal("orderNumber", number), expand: "salesInvoiceLines"), api.Documents, cancellationToken);
        return [.. open.SelectMany(order => order.SalesOrderLines ?? []), .. posted.SelectMany(invoice => invoice.SalesInvoiceLines ?? [])];
    }
}

/// <summary>Variants by lines of orders.</summary>
/// <param name="Items">Items by number, with their variants.</param>
/// <param name="Lines">Lines by number of the order.</param>
internal sealed record VariantsOfLines(IReadOnlyDictionary<string, Item> Items, IReadOnlyDictionary<string, IReadOnlyList<OpenLine>> Lines)
{
    /// <summary>The base unit of a line's item, when the line counts in another one; null when it does not, or nothing tells.</summary>
    public string? UnitInsteadOf(SalesShipmentLine line) =>
        Items.TryGetValue(line.LineObjectNumber!.Trim(), out var item) && UnitBook.Of(item) is { } unit && UnitBook.Differ(line.UnitOfMeasureCode, unit) ? unit : null;

    /// <summary>Returns the code of a line's variant; empty when the item has none, null when nothing tells.</summary>
    public string? CodeOf(SalesShipment shipment, SalesShipmentLine line)
    {
        var number = line.LineObjectNumber!.Trim();
        if (!Items.TryGetValue(number, out var item) || item is { ItemVariants: null or { Count: 0 }, MoreVariants: null })
        {
            return "";
        }

        var known = Lines.GetValueOrDefault(shipment.OrderNumber ?? "", []).Where(other => other.Sequence == line.Sequence && other.LineObjectNumber?.Trim() == number).Select(other => other.ItemVariantId).Distinct().ToList();
        return known is not [var id] ? null : id is null || id == Guid.Empty ? "" : item.ItemVariants?.FirstOrDefault(variant => variant.Id == id)?.Code;
    }
}
