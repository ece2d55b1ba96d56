namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record ProgramAnswer : Answer
{
    public LoyaltyProgram? Program { get; init; }
}

internal sealed record LoyaltyProgram
{
    /// <summary>Empty where Square gives none, which its contract allows.</summary>
    public string Id { get => field ?? ""; init; }

    public string? Status { get; init; }

    public IReadOnlyList<string>? LocationIds { get; init; }

    public IReadOnlyList<AccrualRule>? AccrualRules { get; init; }
}

internal sealed record AccrualRule
{
    public string? AccrualType { get; init; }

    public SpendRule? SpendData { get; init; }

    public VisitRule? VisitData { get; init; }
}

internal sealed record SpendRule
{
    public SquareMoney? AmountMoney { get; init; }

    public IReadOnlyList<string>? ExcludedCategoryIds { get; init; }

    public IReadOnlyList<string>? ExcludedItemVariationIds { get; init; }

    public string? TaxMode { get; init; }
}

internal sealed record VisitRule
{
    public SquareMoney? MinimumAmountMoney { get; init; }

    public string? TaxMode { get; init; }
}

internal sealed record PointsQuestion(SquareMoney TransactionAmountMoney);

internal sealed record PointsAnswer : Answer
{
    public long? Points { get; init; }
}
