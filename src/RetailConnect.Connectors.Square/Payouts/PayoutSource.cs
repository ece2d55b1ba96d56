using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Connectors.Square.Inventory;
using RetailConnect.Connectors.Square.Orders;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Payouts;

/// <summary>Reads payouts by when they were made, location by location, because Square selects them by nothing else. A window reaches back to the oldest that is not final yet, so that its end is seen whenever it comes.</summary>
internal sealed class PayoutSource(ISquareApi api, LocationBook locations, EntryReader entries, SquareOptions options, VendorClock clock) : IChangeSource<Payout>
{
    private const int AtOnce = 20;

    /// <summary>Without a beginning Square lists the last year only.</summary>
    private static readonly DateTimeOffset Beginning = new(2009, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A payout that did not arrive for so long is not waited for any more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    public async ValueTask<ChangePage<Payout>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var window = clock.Open(request);
        var place = window.Page is { } page ? PayoutPlace.Parse(page) : PayoutPlace.After(null, await locations.IdsAsync(window.NextSince, cancellationToken));
        if (place is null)
        {
            return new([], window.Finished(), More: false);
        }

        var answer = await ListAsync(place, window.Since ?? Beginning, Math.Clamp(request.PageSize, 1, AtOnce), cancellationToken);
        var changes = new List<Change<Payout>>();
        foreach (var payout in answer.Payouts ?? [])
        {
            changes.Add(await ChangeAsync(payout, cancellationToken));
        }

        window = window with { Unfinished = OldestUnderway(changes, clock.Now - Longest) };
        var next = string.IsNullOrEmpty(answer.Cursor) ? PayoutPlace.After(place, await locations.IdsAsync(DateTimeOffset.MinValue, cancellationToken)) : place with { Cursor = answer.Cursor };
        return new(changes, next is null ? window.Finished() : window.AtPage(next.ToString()), next is not null);
    }

    /// <summary>A saved cursor that is not valid any more begins its location anew, within the same window.</summary>
    private async ValueTask<PayoutList> ListAsync(PayoutPlace place, DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        try
        {
            return await api.Payouts(place.Location, Times.Write(since), "ASC", place.Cursor, limit, cancellationToken).Needed();
        }
        catch (ConnectorException fault) when (fault.Reason is SquareFaults.InvalidCursor && place.Cursor is not null)
        {
            return await api.Payouts(place.Location, Times.Write(since), "ASC", null, limit, cancellationToken).Needed();
        }
    }

    private async ValueTask<Change<Payout>> ChangeAsync(SquarePayout payout, CancellationToken cancellationToken)
    {
        var version = PayoutMapper.VersionOf(payout);
        if (payout.Trouble is { } place)
        {
            return Change.Unreadable<Payout>(payout.Id.Length == 0 ? Documents.WithoutId : payout.Id, version, VendorEntries.Fault(place));
        }

        try
        {
            var read = await entries.ReadAsync(payout, cancellationToken);
            return Documents.ToChange(payout.Id, version, () => PayoutMapper.Map(payout, read, options), []);
        }
        catch (ConnectorException refused) when (refused.Kind is FaultKind.Rejected)
        {
            return Change.Unreadable<Payout>(payout.Id.Length == 0 ? Documents.WithoutId : payout.Id, version, refused);
        }
    }

    private static DateTimeOffset? OldestUnderway(IReadOnlyList<Change<Payout>> changes, DateTimeOffset notBefore) =>
        changes.Select(change => change.Value).Where(payout => payout is { Status: PayoutStatus.Scheduled or PayoutStatus.InTransit } && payout.IssuedAt >= notBefore).Min(payout => payout?.IssuedAt);
}
