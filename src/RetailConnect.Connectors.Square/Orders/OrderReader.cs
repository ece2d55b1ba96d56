using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Orders;

/// <summary>Reads Square's orders, which are sales or returns, for the sources of both.</summary>
internal sealed class OrderReader(ISquareApi api, TimeProvider time)
{
    public const int AtOnce = 100;
    private const int LocationsAtOnce = 10;
    private const int MostOfPage = 500;
    private static readonly TimeSpan LocationsLast = TimeSpan.FromMinutes(10);
    private IReadOnlyList<string> locations = [];
    private DateTimeOffset locationsUntil;

    /// <summary>Reads one page of what changed. A seller with more than ten locations is read ten at a time: the page cursor says which ten.</summary>
    public async ValueTask<(IReadOnlyList<OrderWire> Orders, string? Cursor)> PageAsync(WindowCursor window, int pageSize, CancellationToken cancellationToken)
    {
        var groups = (await LocationsAsync(cancellationToken)).Chunk(LocationsAtOnce).ToList();
        var (group, cursor) = Split(window.Page);
        if (group >= groups.Count)
        {
            return ([], null);
        }

        var filter = new OrderFilter(new(["COMPLETED", "CANCELED"]), window.Since is { } since ? new(new(Wires.Time(since))) : null);
        var answer = await api.SearchOrdersAsync(new(groups[group], new(filter, new("UPDATED_AT", "ASC")), Math.Clamp(pageSize, 1, MostOfPage), cursor), cancellationToken);
        var next = answer.Cursor is { Length: > 0 } more ? $"{group}:{more}" : group + 1 < groups.Count ? $"{group + 1}:" : null;
        return (answer.Orders ?? [], next);
    }

    public async ValueTask<IReadOnlyList<OrderWire>> ByIdAsync(IReadOnlyList<ExternalId> ids, CancellationToken cancellationToken) =>
        (await api.OrdersAsync(new([.. ids.Select(id => id.Value)]), cancellationToken)).Orders ?? [];

    private static (int Group, string? Cursor) Split(string? page)
    {
        if (page is null)
        {
            return (0, null);
        }

        var parts = page.Split(':', 2);
        return (int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), parts[1].Length > 0 ? parts[1] : null);
    }

    private async ValueTask<IReadOnlyList<string>> LocationsAsync(CancellationToken cancellationToken)
    {
        if (locations.Count == 0 || time.GetUtcNow() > locationsUntil)
        {
            locations = [.. ((await api.LocationsAsync(cancellationToken)).Locations ?? []).Select(location => location.Id).Order(StringComparer.Ordinal)];
            locationsUntil = time.GetUtcNow() + LocationsLast;
        }

        return locations;
    }
}
