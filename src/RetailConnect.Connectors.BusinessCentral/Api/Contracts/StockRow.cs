namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>One row of the custom API page.</summary>
internal sealed record StockRow
{
    public string? ItemNumber { get; init; }

    public string? VariantCode { get; init; }

    public string? LocationCode { get; init; }

    public decimal? Inventory { get; init; }

    public decimal? QuantityOnSalesOrders { get; init; }

    public decimal? QuantityOnCreditMemos { get; init; }

    public string? LastModifiedDateTime { get; init; }
}
