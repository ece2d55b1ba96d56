namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record SquareReturn
{
    public string? SourceOrderId { get; init; }

    public IReadOnlyList<SquareReturnLine>? ReturnLineItems { get; init; }

    public IReadOnlyList<ReturnedCharge>? ReturnServiceCharges { get; init; }

    public IReadOnlyList<ReturnedTip>? ReturnTips { get; init; }

    public RoundingAdjustment? RoundingAdjustment { get; init; }

    public MoneyAmounts? ReturnAmounts { get; init; }
}

internal sealed record SquareReturnLine
{
    public string? Uid { get; init; }

    public string? SourceLineItemUid { get; init; }

    public string? Name { get; init; }

    public string? VariationName { get; init; }

    public string? Quantity { get; init; }

    public string? CatalogObjectId { get; init; }

    public string? ItemType { get; init; }

    public SquareMoney? GrossReturnMoney { get; init; }

    public SquareMoney? TotalTaxMoney { get; init; }

    public SquareMoney? TotalMoney { get; init; }
}

internal sealed record ReturnedCharge
{
    public SquareMoney? TotalMoney { get; init; }
}

internal sealed record ReturnedTip
{
    public SquareMoney? AppliedMoney { get; init; }
}

internal sealed record MoneyAmounts
{
    public SquareMoney? TotalMoney { get; init; }
}

internal sealed record SquareRefund
{
    public string? Id { get; init; }

    public string? TenderId { get; init; }

    public string? CreatedAt { get; init; }

    public string? Status { get; init; }

    public SquareMoney? AmountMoney { get; init; }
}
