using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Inventory;

/// <summary>Remembers the seller's locations, closed ones included, because every search for orders has to name them.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LocationBook(ISquareApi api, VendorClock clock) : IDisposable
{
    private readonly SemaphoreSlim reading = new(1);
    private (IReadOnlyList<string> Ids, IReadOnlySet<string> Open, DateTimeOffset At)? known;

    /// <summary>Returns the ids as they were at a time, or later: a location that opened afterwards has no older orders.</summary>
    public async ValueTask<IReadOnlyList<string>> IdsAsync(DateTimeOffset notBefore, CancellationToken cancellationToken) => (await KnownAsync(notBefore, cancellationToken)).Ids;

    /// <summary>Returns the ids of the locations that were open at a time, or later.</summary>
    public async ValueTask<IReadOnlySet<string>> OpenAsync(DateTimeOffset notBefore, CancellationToken cancellationToken) => (await KnownAsync(notBefore, cancellationToken)).Open;

    /// <summary>Reads the locations.</summary>
    /// <exception cref="ConnectorException">One has no id: to leave it out would leave out its orders, unseen.</exception>
    public async ValueTask<IReadOnlyList<SquareLocation>> ReadAsync(CancellationToken cancellationToken)
    {
        var locations = (await api.Locations(cancellationToken).Needed()).Locations ?? [];
        return locations.Any(location => location.Id.Length == 0)
            ? throw new ConnectorException(FaultKind.Transient, "Square answered a location without an id.") { MayHaveTakenEffect = false }
            : locations;
    }

    /// <summary>True for a location that sells; one whose state is unknown does.</summary>
    public static bool IsOpen(SquareLocation location) => location.Status is not "INACTIVE";

    public void Dispose() => reading.Dispose();

    private async ValueTask<(IReadOnlyList<string> Ids, IReadOnlySet<string> Open, DateTimeOffset At)> KnownAsync(DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (known is not { } there || there.At < notBefore)
            {
                var read = clock.Mark();
                var locations = await ReadAsync(cancellationToken);
                known = there = ([.. locations.Select(location => location.Id)], locations.Where(IsOpen).Select(location => location.Id).ToHashSet(), read.Time);
            }

            return there;
        }
        finally
        {
            reading.Release();
        }
    }
}
