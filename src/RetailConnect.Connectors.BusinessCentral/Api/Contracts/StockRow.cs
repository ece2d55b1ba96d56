using System.Text.Json;
using System.Text.Json.Serialization;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>One row of the custom API page.</summary>
internal sealed record StockRow : ITroubledEntry<StockRow>
{
    public string? ItemNumber { get; init; }

    public string? VariantCode { get; init; }

    public string? LocationCode { get; init; }

    public decimal? Inventory { get; init; }

    public decimal? QuantityOnSalesOrders { get; init; }

    public decimal? QuantityOnCreditMemos { get; init; }

    public string? LastModifiedDateTime { get; init; }

    [JsonIgnore] public string? Trouble { get; init; }

    public static StockRow Troubled(JsonElement entry, string place) => new() { ItemNumber = entry.Text("itemNumber"), VariantCode = entry.Text("variantCode"), LocationCode = entry.Text("locationCode"), LastModifiedDateTime = entry.Text("lastModifiedDateTime"), Trouble = place };
}
