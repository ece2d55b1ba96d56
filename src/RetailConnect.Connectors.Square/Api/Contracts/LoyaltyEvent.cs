namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record LoyaltyEventSearch(LoyaltyEventQuery Query, int Limit, string? Cursor);

internal sealed record LoyaltyEventQuery(LoyaltyEventFilter Filter);

internal sealed record LoyaltyEventFilter(LoyaltyAccountFilter LoyaltyAccountFilter, LoyaltyTypeFilter? TypeFilter, LoyaltyTimeFilter? DateTimeFilter);

internal sealed record LoyaltyAccountFilter(string LoyaltyAccountId);

internal sealed record LoyaltyTypeFilter(IReadOnlyList<string> Types);

internal sealed record LoyaltyTimeFilter(LoyaltyTimes CreatedAt);

/// <summary>From the start on, and before the end.</summary>
internal sealed record LoyaltyTimes(string? StartAt, string? EndAt);

internal sealed record LoyaltyEventList : Answer
{
    public IReadOnlyList<LoyaltyEvent>? Events { get; init; }

    public string? Cursor { get; init; }
}

/// <summary>Answer to a movement; which of the two fields is filled depends on the operation.</summary>
internal sealed record LoyaltyEventAnswer : Answer
{
    public LoyaltyEvent? Event { get; init; }

    public IReadOnlyList<LoyaltyEvent>? Events { get; init; }
}

internal sealed record LoyaltyEvent
{
    public const string Accumulated = "ACCUMULATE_POINTS";
    public const string Adjusted = "ADJUST_POINTS";

    /// <summary>Empty where Square gives none.</summary>
    public string Id { get => field ?? ""; init; }

    public string? Type { get; init; }

    public string? CreatedAt { get; init; }

    public string? LocationId { get; init; }

    public PointsMove? AccumulatePoints { get; init; }

    public PointsMove? AccumulatePromotionPoints { get; init; }

    public PointsMove? CreateReward { get; init; }

    public PointsMove? RedeemReward { get; init; }

    public PointsMove? DeleteReward { get; init; }

    public PointsMove? AdjustPoints { get; init; }

    public PointsMove? ExpirePoints { get; init; }

    public PointsMove? OtherEvent { get; init; }
}

/// <summary>What an event moved; each kind of event fills some of it.</summary>
internal sealed record PointsMove
{
    public long? Points { get; init; }

    public string? OrderId { get; init; }

    public string? Reason { get; init; }
}

internal sealed record Accumulation(AccumulatedPoints AccumulatePoints, string IdempotencyKey, string LocationId);

internal sealed record AccumulatedPoints(long Points);

internal sealed record Adjustment(AdjustedPoints AdjustPoints, string IdempotencyKey, bool AllowNegativeBalance);

internal sealed record AdjustedPoints(long Points, string Reason);
