namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record SquareLine
{
    public string? Uid { get; init; }

    public string? Name { get; init; }

    public string? VariationName { get; init; }

    public string? Quantity { get; init; }

    public string? CatalogObjectId { get; init; }

    public string? ItemType { get; init; }

    public IReadOnlyList<Modifier>? Modifiers { get; init; }

    public IReadOnlyList<AppliedTax>? AppliedTaxes { get; init; }

    public IReadOnlyList<AppliedDiscount>? AppliedDiscounts { get; init; }

    public SquareMoney? BasePriceMoney { get; init; }

    public SquareMoney? VariationTotalPriceMoney { get; init; }

    public SquareMoney? TotalTaxMoney { get; init; }

    public SquareMoney? TotalDiscountMoney { get; init; }
}

internal sealed record Modifier
{
    public string? Uid { get; init; }

    public string? Name { get; init; }

    public SquareMoney? TotalPriceMoney { get; init; }
}

internal sealed record AppliedTax
{
    public string? TaxUid { get; init; }

    public SquareMoney? AppliedMoney { get; init; }
}

internal sealed record AppliedDiscount
{
    public string? DiscountUid { get; init; }

    public SquareMoney? AppliedMoney { get; init; }
}

internal sealed record SquareTax
{
    public string? Uid { get; init; }

    public string? Name { get; init; }

    public string? Type { get; init; }

    public string? Percentage { get; init; }
}

internal sealed record SquareDiscount
{
    public string? Uid { get; init; }

    public string? Name { get; init; }
}

internal sealed record SquareCharge
{
    public string? Uid { get; init; }

    public string? Name { get; init; }

    public string? TreatmentType { get; init; }

    public SquareMoney? AmountMoney { get; init; }

    public SquareMoney? AppliedMoney { get; init; }

    public IReadOnlyList<AppliedTax>? AppliedTaxes { get; init; }
}

internal sealed record RoundingAdjustment
{
    public SquareMoney? AmountMoney { get; init; }
}

internal sealed record Tender
{
    public string? Id { get; init; }

    public string? PaymentId { get; init; }

    public string? Type { get; init; }

    public SquareMoney? AmountMoney { get; init; }
}
