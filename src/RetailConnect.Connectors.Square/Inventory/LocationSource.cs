using RetailConnect.Connectors.Square.Api;

namespace RetailConnect.Connectors.Square.Inventory;

/// <summary>Reads locations, all of them each time: there are few.</summary>
internal sealed class LocationSource(ISquareApi api) : IChangeSource<Location>
{
    public async ValueTask<ChangePage<Location>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var locations = (await api.LocationsAsync(cancellationToken)).Locations ?? [];
        return new([.. locations.Select(wire => Change.Upserted(wire.Id, wire.Name ?? "", new Location { Id = wire.Id, Name = wire.Name ?? wire.Id, Active = wire.Status is not "INACTIVE" }))], new Cursor("all"), false);
    }
}
