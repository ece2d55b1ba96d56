using System.Collections.Concurrent;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Payouts;

/// <summary>Reads the entries of payouts. Those of a payout that is final are remembered, because each poll sees the payouts of weeks again.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class EntryReader(ISquareApi api)
{
    private const int AtOnce = 100;
    private const int MostPages = 10_000;

    /// <summary>Entries that are remembered, of all payouts together.</summary>
    private const int Most = 50_000;
    private readonly ConcurrentDictionary<(string Payout, string Version), IReadOnlyList<SquarePayoutEntry>> known = new();

    public async ValueTask<IReadOnlyList<SquarePayoutEntry>> ReadAsync(SquarePayout payout, CancellationToken cancellationToken)
    {
        if (payout.Type is SquarePayout.Simple)
        {
            return [];
        }

        var key = (payout.Id, PayoutMapper.VersionOf(payout));
        if (known.TryGetValue(key, out var there))
        {
            return there;
        }

        var entries = await AllAsync(payout.Id, cancellationToken);
        if (ActivityKinds.StatusOf(payout.Status) is PayoutStatus.Paid or PayoutStatus.Failed)
        {
            if (known.Sum(entry => entry.Value.Count) + entries.Count > Most)
            {
                known.Clear();
            }

            known[key] = entries;
        }

        return entries;
    }

    private async ValueTask<IReadOnlyList<SquarePayoutEntry>> AllAsync(string payout, CancellationToken cancellationToken)
    {
        var entries = new List<SquarePayoutEntry>();
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await api.PayoutEntries(payout, "ASC", cursor, AtOnce, cancellationToken).Needed();
            entries.AddRange(answer.PayoutEntries ?? []);
            if (string.IsNullOrEmpty(answer.Cursor))
            {
                return entries;
            }

            cursor = answer.Cursor != cursor ? answer.Cursor : throw new ConnectorException(FaultKind.Transient, "Square's cursor of payout entries does not advance.") { MayHaveTakenEffect = false };
        }

        throw new ConnectorException(FaultKind.Rejected, "The entries of a payout did not end.") { Reason = "endless-pages" };
    }
}
