namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record OrderList : Answer
{
    public IReadOnlyList<SquareOrder>? Orders { get; init; }

    public string? Cursor { get; init; }
}

internal sealed record SquareOrder
{
    /// <summary>Empty where Square gives none, which its contract allows.</summary>
    public string Id { get => field ?? ""; init; }

    public string? LocationId { get; init; }

    public string? ReferenceId { get; init; }

    public string? CustomerId { get; init; }

    public string? State { get; init; }

    public long? Version { get; init; }

    public string? CreatedAt { get; init; }

    public string? UpdatedAt { get; init; }

    public IReadOnlyList<SquareLine>? LineItems { get; init; }

    public IReadOnlyList<SquareTax>? Taxes { get; init; }

    public IReadOnlyList<SquareDiscount>? Discounts { get; init; }

    public IReadOnlyList<SquareCharge>? ServiceCharges { get; init; }

    public IReadOnlyList<SquareReturn>? Returns { get; init; }

    public MoneyAmounts? ReturnAmounts { get; init; }

    public RoundingAdjustment? RoundingAdjustment { get; init; }

    public IReadOnlyList<Tender>? Tenders { get; init; }

    public IReadOnlyList<SquareRefund>? Refunds { get; init; }

    public SquareMoney? TotalMoney { get; init; }

    public SquareMoney? TotalTipMoney { get; init; }
}
