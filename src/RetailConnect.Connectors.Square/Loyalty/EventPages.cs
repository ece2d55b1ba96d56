using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>Reads the events of an account, newest first, 30 a call.</summary>
internal sealed class EventPages(ISquareApi api)
{
    private const int AtOnce = 30;

    /// <summary>More of one kind are no account of a person any more.</summary>
    private const int MostPages = 1000;

    /// <param name="account">The account.</param>
    /// <param name="type">Type of the events; null reads all.</param>
    /// <param name="times">When they were made; null reads all.</param>
    /// <param name="most">So many are enough.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async ValueTask<IReadOnlyList<LoyaltyEvent>> ReadAsync(string account, string? type, LoyaltyTimes? times, int most, CancellationToken cancellationToken)
    {
        var filter = new LoyaltyEventFilter(new(account), type is null ? null : new([type]), times is null ? null : new(times));
        var events = new List<LoyaltyEvent>();
        var search = new LoyaltyEventSearch(new(filter), Math.Min(most, AtOnce), null);
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await api.SearchLoyaltyEvents(search, cancellationToken).Needed();
            events.AddRange(answer.Events ?? []);
            if (string.IsNullOrEmpty(answer.Cursor) || events.Count >= most)
            {
                return events.Count > most ? events[..most] : events;
            }

            search = search with { Cursor = answer.Cursor };
        }

        throw new ConnectorException(FaultKind.Rejected, $"The loyalty account has more than {MostPages * AtOnce} events of one kind.") { Reason = "too-many-events" };
    }
}
