using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Inventory;

/// <summary>Reads locations; their id is their code, which is also the canonical one.</summary>
internal sealed class LocationSource(IBusinessCentralApi api, Addresses addresses, Paging paging) : IChangeSource<Location>
{
    public ValueTask<ChangePage<Location>> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        paging.ReadAsync<BusinessLocation, Location>(request, since => addresses.List("locations", Filter.Since(since)), api.Locations, Map, cancellationToken);

    private static Change<Location> Map(BusinessLocation location, DateTimeOffset read)
    {
        var version = Versions.Of(location.LastModifiedDateTime, read);
        if (string.IsNullOrWhiteSpace(location.Code))
        {
            return Change.Unreadable<Location>(location.Id.ToString(), version, new(FaultKind.Rejected, "The location has no code.") { Reason = Reasons.UnknownLocation });
        }

        var code = location.Code.Trim();
        var name = string.IsNullOrWhiteSpace(location.DisplayName) ? code : location.DisplayName.Trim();
        return Change.Upserted<Location>(code, version, new() { Id = code, Code = code, Name = name });
    }
}
