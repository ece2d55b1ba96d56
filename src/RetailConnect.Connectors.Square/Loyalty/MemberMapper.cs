using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>Account and events to member.</summary>
internal static class MemberMapper
{
    /// <exception cref="ConnectorException">An event is of an unknown kind.</exception>
    public static LoyaltyMember Map(ExternalId id, LoyaltyAccount account, IReadOnlyList<LoyaltyEvent> events) => new()
    {
        Id = id,
        Balance = account.Balance,
        Transactions = [.. events.Where(entry => entry.Type is not "REDEEM_REWARD").Select(Movement)],
    };

    /// <summary>A reward locks its points when it is made, and moves none when it is redeemed. Square writes that sign with or without a minus.</summary>
    private static LoyaltyTransaction Movement(LoyaltyEvent entry)
    {
        var (move, points) = entry.Type switch
        {
            LoyaltyEvent.Accumulated => Moved(entry.AccumulatePoints, points => points),
            "ACCUMULATE_PROMOTION_POINTS" => Moved(entry.AccumulatePromotionPoints, points => points),
            LoyaltyEvent.Adjusted => Moved(entry.AdjustPoints, points => points),
            "OTHER" => Moved(entry.OtherEvent, points => points),
            "CREATE_REWARD" => Moved(entry.CreateReward, points => -decimal.Abs(points)),
            "DELETE_REWARD" => Moved(entry.DeleteReward, decimal.Abs),
            "EXPIRE_POINTS" => Moved(entry.ExpirePoints, points => -decimal.Abs(points)),
            _ => throw Unknown(entry, "is of a kind that the connector does not know"),
        };
        return new(
            entry.Id, Times.Read(entry.CreatedAt) ?? throw Unknown(entry, "has no readable time"), points ?? throw Unknown(entry, "tells no points"),
            string.IsNullOrEmpty(move?.OrderId) ? null : move.OrderId);
    }

    private static (PointsMove? Move, decimal? Points) Moved(PointsMove? move, Func<decimal, decimal> signed) => (move, move?.Points is { } points ? signed(points) : null);

    private static ConnectorException Unknown(LoyaltyEvent entry, string what) => new(FaultKind.Rejected, $"Event {entry.Id} {what}.") { Reason = Reasons.UnknownValue };
}
