using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Inventory;

/// <summary>Reads all locations each time: Shopify can't select them by change, and there are few. They have a name but no code.</summary>
internal sealed class LocationSource(ShopifyAdmin admin, VendorClock clock) : IChangeSource<Location>
{
    private const int AtOnce = 100;

    public async ValueTask<ChangePage<Location>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var window = WindowCursor.Open(request, clock.Now);
        var first = Math.Clamp(request.PageSize, 1, AtOnce);
        var answer = await admin.SendAsync(
            LocationDocuments.All, new PageVariables(first, window.Page), first, ShopifyJson.Default.PageVariables, ShopifyJson.Default.EntityPage, cancellationToken);
        var changes = await Entities.MapAsync(answer.Page.Nodes, ShopifyJson.Default.WireLocation, location => new(location), Map);
        return Windows.Of(window, answer.Page.PageInfo, changes);
    }

    private static Change<Location>? Map(WireLocation location) =>
        Change.Upserted(location.Id, Versions.Of(location.UpdatedAt), new Location { Id = location.Id, Name = location.Name, Active = location.IsActive });
}
