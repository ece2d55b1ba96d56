using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Connectors.Square.Inventory;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Orders;

/// <summary>Reads orders of all locations, page by page and by id; sales and returns are both orders.</summary>
internal sealed class OrderPages(ISquareApi api, LocationBook locations, VendorClock clock)
{
    public const int AtOnce = 100;
    private const int MostOfPage = 1000;

    public async ValueTask<(IReadOnlyList<SquareOrder> Orders, Cursor Next, bool More)> ReadAsync(ReadRequest request, IReadOnlyList<string> states, CancellationToken cancellationToken)
    {
        var window = clock.Open(request);
        var place = window.Page is { } page ? OrderPlace.Parse(page) : OrderPlace.After(null, await locations.IdsAsync(window.NextSince, cancellationToken));
        if (place is null)
        {
            return ([], window.Finished(), false);
        }

        var answer = await SearchAsync(request, window, place, states, cancellationToken);
        var next = string.IsNullOrEmpty(answer.Cursor) ? OrderPlace.After(place, await locations.IdsAsync(DateTimeOffset.MinValue, cancellationToken)) : place with { Cursor = answer.Cursor };
        return (answer.Orders ?? [], next is null ? window.Finished() : window.AtPage(next.ToString()), next is not null);
    }

    public async ValueTask<IReadOnlyList<SquareOrder>> ReadAsync(IReadOnlyList<ExternalId> ids, CancellationToken cancellationToken)
    {
        var orders = new List<SquareOrder>();
        foreach (var chunk in ids.Select(id => id.Value).Distinct().Chunk(AtOnce))
        {
            orders.AddRange((await api.Orders(new(chunk), cancellationToken).Needed()).Orders ?? []);
        }

        return orders;
    }

    /// <summary>A saved cursor that is not valid any more begins its locations anew, within the same window.</summary>
    private async ValueTask<OrderList> SearchAsync(ReadRequest request, VendorWindow window, OrderPlace place, IReadOnlyList<string> states, CancellationToken cancellationToken)
    {
        var since = window.Since is { } start ? new OrderTimes(new(Times.Write(start))) : null;
        var search = new OrderSearch(place.Locations, place.Cursor, Math.Clamp(request.PageSize, 1, MostOfPage), new(new(new(states), since), new("UPDATED_AT", "ASC")));
        try
        {
            return await api.SearchOrders(search, cancellationToken).Needed();
        }
        catch (ConnectorException fault) when (fault.Reason is SquareFaults.InvalidCursor && place.Cursor is not null)
        {
            return await api.SearchOrders(search with { Cursor = null }, cancellationToken).Needed();
        }
    }
}
