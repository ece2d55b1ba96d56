using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Inventory;

/// <summary>Remembers the seller's locations, closed ones included, because every search for orders has to name them.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LocationBook(ISquareApi api, VendorClock clock) : IDisposable
{
    private readonly SemaphoreSlim reading = new(1);
    private (IReadOnlyList<string> Ids, DateTimeOffset At)? known;

    /// <summary>Returns the ids as they were at a time, or later: a location that opened afterwards has no older orders.</summary>
    public async ValueTask<IReadOnlyList<string>> IdsAsync(DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (known is not { } there || there.At < notBefore)
            {
                var read = clock.Mark();
                known = there = ([.. (await ReadAsync(cancellationToken)).Select(location => location.Id)], read.Time);
            }

            return there.Ids;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Reads the locations.</summary>
    /// <exception cref="ConnectorException">One has no id: to leave it out would leave out its orders, unseen.</exception>
    public async ValueTask<IReadOnlyList<SquareLocation>> ReadAsync(CancellationToken cancellationToken)
    {
        var locations = (await api.Locations(cancellationToken).Needed()).Locations ?? [];
        return locations.Any(location => location.Id.Length == 0)
            ? throw new ConnectorException(FaultKind.Transient, "Square answered a location without an id.") { MayHaveTakenEffect = false }
            : locations;
    }

    public void Dispose() => reading.Dispose();
}
