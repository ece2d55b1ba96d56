using RetailConnect.Connectors.Shopify.Api;

namespace RetailConnect.Connectors.Shopify.Inventory;

/// <summary>Reads locations, all of them each time: there are few.</summary>
internal sealed class LocationSource(ShopifyClient client, TimeProvider time) : IChangeSource<Location>
{
    private const int AtOnce = 100;

    public async ValueTask<ChangePage<Location>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var window = WindowCursor.Open(request, time.GetUtcNow());
        var page = (await client.RunAsync(Documents.Locations, new() { ["first"] = AtOnce, ["after"] = window.Page }, cancellationToken)).Locations!;
        return Wires.Close([.. page.Nodes.Select(wire => Change.Upserted(wire.Id, wire.Name, new Location { Id = wire.Id, Name = wire.Name, Active = wire.IsActive }))], window, page.PageInfo);
    }
}
