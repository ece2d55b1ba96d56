using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>Takes points back once for each document, and never more than the order earned: the account's adjustments are read first, and each tells by its reason what it was for.</summary>
/// <remarks>Thread-safe: one at a time, and what was sent counts although no event shows it yet, so that two documents of one order don't overlook each other.</remarks>
internal sealed class PointsLedger(ISquareApi api, EventPages events, SquareLoyaltyOptions options) : IDisposable
{
    private readonly SemaphoreSlim taking = new(1);
    private readonly Dictionary<string, (string Mark, long Points)> sent = [];

    /// <summary>Returns the id of the adjustment; null when nothing of the order's points is left to take.</summary>
    public async ValueTask<string?> TakeAsync(TakeBack wanted, CancellationToken cancellationToken)
    {
        await taking.WaitAsync(cancellationToken);
        try
        {
            var (account, since) = (wanted.Earning.Account, wanted.Earning.At);
            var moved = await events.ReadAsync(account, LoyaltyEvent.Adjusted, since.Length == 0 ? null : new(since, null), int.MaxValue, cancellationToken);
            var ours = moved.Where(entry => entry.AdjustPoints?.Reason?.Contains(wanted.Mark, StringComparison.Ordinal) is true).ToList();
            ours.ForEach(entry => sent.Remove(entry.AdjustPoints!.Reason!));
            if (ours.FirstOrDefault(entry => entry.AdjustPoints!.Reason == wanted.Reason) is { } earlier)
            {
                return earlier.Id;
            }

            var unseen = sent.Where(other => other.Value.Mark == wanted.Mark && other.Key != wanted.Reason).Sum(other => other.Value.Points);
            var left = wanted.Earning.Points + ours.Sum(entry => entry.AdjustPoints!.Points ?? 0) - unseen;
            if (Math.Min(wanted.Points, left) is not (> 0 and var points))
            {
                return null;
            }

            sent[wanted.Reason] = (wanted.Mark, points);
            return await AdjustAsync(wanted, points, cancellationToken);
        }
        catch (ConnectorException fault) when (fault is { MayHaveTakenEffect: false, Kind: not FaultKind.Conflict })
        {
            sent.Remove(wanted.Reason);
            throw;
        }
        finally
        {
            taking.Release();
        }
    }

    public void Dispose() => taking.Dispose();

    /// <summary>Square may find an event later than it made it: then it knows the key, and the events are read again.</summary>
    private async ValueTask<string> AdjustAsync(TakeBack wanted, long points, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await api.AdjustPoints(wanted.Earning.Account, new(new(-points, wanted.Reason), wanted.Document.Value, options.AllowNegativeBalance), cancellationToken).Needed();
            return answer.Event is { Id.Length: > 0 } made ? made.Id : throw new ConnectorException(FaultKind.Transient, "Square answered without the event.");
        }
        catch (ConnectorException fault) when (fault.Reason is SquareFaults.KeyReused)
        {
            throw new ConnectorException(FaultKind.Conflict, "Square knows the document with other points, and does not show its event yet.", fault) { Reason = Reasons.Conflict };
        }
    }
}
