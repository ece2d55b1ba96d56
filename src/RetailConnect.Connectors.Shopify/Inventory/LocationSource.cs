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
        var window = clock.Open(request);
        var first = Math.Clamp(request.PageSize, 1, AtOnce);
        var answer = await admin.SendAsync(
            LocationDocuments.All, new PageVariables(first, window.Page), first, ShopifyJson.Default.PageVariables, ShopifyJson.Default.EntityPage, cancellationToken);
        var changes = await Entities.MapAsync(answer.Page.Nodes, ShopifyJson.Default.WireLocation, location => new(location), Map);
        return answer.Page.PageInfo is { HasNextPage: true, EndCursor: { } cursor } ? new(changes, window.AtPage(cursor), More: true) : new(changes, window.Finished(), More: false);
    }

    private static Change<Location>? Map(WireLocation location) =>
        Change.Upserted(location.Id, Versions.Of(location.UpdatedAt), new Location { Id = location.Id, Name = location.Name, Active = location.IsActive });
}
