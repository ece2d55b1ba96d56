using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Inventory;

/// <summary>Reads the seller's locations; Square gives them a name and no code.</summary>
internal sealed class LocationSource(LocationBook book, VendorClock clock) : IChangeSource<Location>
{
    public async ValueTask<ChangePage<Location>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var window = clock.Open(request);
        var locations = (await book.ReadAsync(cancellationToken)).Select(location => new Location { Id = location.Id, Name = location.Name ?? "", Active = LocationBook.IsOpen(location) });
        return new([.. locations.Select(location => Change.Upserted(location.Id, CanonicalJson.Fingerprint(location), location))], window.Finished(), More: false);
    }
}
