using RetailConnect.Connectors.TalonOne.Api;
using RetailConnect.Connectors.TalonOne.Api.Contracts;

namespace RetailConnect.Connectors.TalonOne.Loyalty;

/// <summary>Shows members by the id of their profile: their balance, what all movements of the main ledger come to, and the points that were moved by no session of ours since the time that is asked for.</summary>
/// <remarks>Points that wait or expired are no subtractions in the ledger, so they belong to the balance here.</remarks>
internal sealed class MemberSnapshot(ITalonOneApi api, ConnectionLinks links, ConnectionContext connection, TalonOneOptions options) : ISnapshotSource<LoyaltyMember>
{
    public const int AtOnce = 20;
    private const int PageSize = 1000;
    private const int MostPages = 100;

    public static IReadOnlyList<string> Fields { get; } = [ObservedField.Balance, ObservedField.Ledger, ObservedField.OfNobody];

    public async ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll((request.Keys ?? []).Distinct().Select(key => ReadAsync(key, request.From, cancellationToken)));
        return new([.. found.OfType<Observation>()], null);
    }

    private async Task<Observation?> ReadAsync(string key, DateTimeOffset? from, CancellationToken cancellationToken)
    {
        try
        {
            var balance = (await api.Balances(options.LoyaltyProgramId, key, includeTiers: "true", cancellationToken).Needed()).Balance;
            var moved = await MovementsAsync(key, cancellationToken);
            var ofNobody = 0m;
            foreach (var movement in moved.Where(movement => from is null || MemberMapper.At(movement) >= from))
            {
                ofNobody += await IsOursAsync(movement, cancellationToken) ? 0 : MemberMapper.Points(movement);
            }

            return new(key, key, [
                ObservedField.Of(ObservedField.Balance, (balance?.ActivePoints ?? 0) + (balance?.PendingPoints ?? 0) + (balance?.ExpiredPoints ?? 0) - (balance?.NegativePoints ?? 0)),
                ObservedField.Of(ObservedField.Ledger, moved.Sum(MemberMapper.Points)),
                ObservedField.Of(ObservedField.OfNobody, ofNobody)]);
        }
        catch (ConnectorException fault) when (fault.Reason is TalonOneFaults.NotFound)
        {
            return null;
        }
    }

    private async ValueTask<IReadOnlyList<Movement>> MovementsAsync(string key, CancellationToken cancellationToken)
    {
        var all = new List<Movement>();
        for (var page = 0; page < MostPages; page++)
        {
            var list = await api.Transactions(options.LoyaltyProgramId, key, PageSize, all.Count, cancellationToken).Needed();
            all.AddRange(list.Data ?? []);
            if (list.HasMore is not true || list.Data is not { Count: > 0 })
            {
                return [.. all.DistinctBy(movement => movement.Id).Where(movement => string.IsNullOrEmpty(movement.SubledgerId))];
            }
        }

        throw new ConnectorException(FaultKind.Rejected, $"A member has more than {MostPages * PageSize} movements of points.") { Reason = Reasons.UnknownValue };
    }

    private async ValueTask<bool> IsOursAsync(Movement movement, CancellationToken cancellationToken) =>
        movement.CustomerSessionId is { Length: > 0 } session && await links.CanonicalAsync(EntityType.Order, connection.Name, session, cancellationToken) is not null;
}
