using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Shipments;

/// <summary>Reads posted sales shipments. They have no webhook, so they are found by polling.</summary>
internal sealed class ShipmentSource(IBusinessCentralApi api, Addresses addresses, Paging paging, ShippedVariants variants, BusinessCentralOptions options) : IChangeSource<Shipment>
{
    private const string Expand = "salesShipmentLines";

    public async ValueTask<ChangePage<Shipment>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var began = paging.Now;
        var window = paging.Open(request);
        var page = await api.Shipments(paging.At(window, addresses.List("salesShipments", Filter.Since(window.Since), expand: Expand)), paging.Prefer(request.PageSize), cancellationToken).Needed();
        var known = await variants.FindAsync([.. page.Value.Where(ShipmentMapper.IsOfOrder)], cancellationToken);
        IReadOnlyList<Change<Shipment>> changes = [.. page.Value.Select(shipment => ShipmentMapper.Map(shipment, known, began, options))];
        return new(changes, page.NextLink is { } link ? window.AtPage(addresses.PathOf(link)) : window.Finished(), page.NextLink is not null) { Total = page.Count };
    }
}
