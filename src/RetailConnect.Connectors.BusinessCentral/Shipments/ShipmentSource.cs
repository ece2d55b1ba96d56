using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Shipments;

/// <summary>Reads posted sales shipments. They have no webhook, so they are found by polling.</summary>
internal sealed class ShipmentSource(IBusinessCentralApi api, Addresses addresses, Paging paging, ShippedVariants variants, ConnectionLinks links, ConnectionContext connection, BusinessCentralOptions options) : IChangeSource<Shipment>
{
    private const string Expand = "salesShipmentLines";

    public async ValueTask<ChangePage<Shipment>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var began = paging.Now;
        var window = paging.Open(request);
        var page = await api.Shipments(paging.At(window, addresses.List("salesShipments", Filter.Since(window.Since), expand: Expand)), paging.Prefer(request.PageSize), cancellationToken).Needed();
        var shipments = new List<SalesShipment>(page.Value.Count);
        foreach (var shipment in page.Value)
        {
            shipments.Add(await WithReferenceAsync(shipment, cancellationToken));
        }

        var known = await variants.FindAsync([.. shipments.Where(ShipmentMapper.IsOfOrder)], cancellationToken);
        IReadOnlyList<Change<Shipment>> changes = [.. shipments.Select(shipment => ShipmentMapper.Map(shipment, known, began, options))];
        return new(changes, page.NextLink is { } link ? window.AtPage(addresses.PathOf(link)) : window.Finished(), page.NextLink is not null) { Total = page.Count };
    }

    /// <summary>A reference is a code in Business Central and comes back in capital letters; the order's number there leads to ours as it was.</summary>
    private async ValueTask<SalesShipment> WithReferenceAsync(SalesShipment shipment, CancellationToken cancellationToken) =>
        ShipmentMapper.IsOfOrder(shipment) && shipment.OrderNumber is { Length: > 0 } number && await links.CanonicalAsync(EntityType.DocumentNumber, connection.Name, number, cancellationToken) is { } order
            ? shipment with { ExternalDocumentNumber = order.Value } : shipment;
}
