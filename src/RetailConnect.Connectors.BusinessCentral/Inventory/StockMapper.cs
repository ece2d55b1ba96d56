using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Catalog;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Inventory;

/// <summary>Row of the stock page to stock level.</summary>
internal static class StockMapper
{
    public static Change<StockLevel> Map(StockRow row, DateTimeOffset began, BusinessCentralOptions options)
    {
        var code = string.IsNullOrWhiteSpace(row.LocationCode) ? options.DefaultLocation : row.LocationCode.Trim();
        var sku = SkuRule.Compose(row.ItemNumber ?? "", row.VariantCode, options.VariantSeparator);
        var id = StockLevel.IdOf(sku, code ?? "");
        var version = Versions.Of(row.LastModifiedDateTime, began);
        if (row.Trouble is { } place)
        {
            return Change.Unreadable<StockLevel>(id, version, VendorEntries.Fault(place));
        }

        if (string.IsNullOrWhiteSpace(row.ItemNumber))
        {
            return Unreadable(id, version, Reasons.UnknownSku, "A row of the stock page has no item number.");
        }

        if (string.IsNullOrWhiteSpace(code))
        {
            return Unreadable(id, version, Reasons.UnknownLocation, $"The stock of '{sku}' lies at no location; set DefaultLocation.");
        }

        return row is { Inventory: { } onHand, QuantityOnSalesOrders: { } committed, QuantityOnCreditMemos: { } returning }
            ? Change.Upserted(id, version, Level(sku, code, onHand, committed, returning, began)) with { ModifiedAt = Versions.Time(row.LastModifiedDateTime) }
            : Unreadable(id, version, Reasons.UnknownValue, $"The stock of '{sku}' at '{code}' lacks one of its three figures.");
    }

    public static StockLevel Level(Sku sku, string code, decimal onHand, decimal committed, decimal returning, DateTimeOffset began) => new()
    {
        Sku = sku, Location = code, OnHand = onHand, Committed = committed, Returning = returning, Available = onHand - committed + returning, ObservedAt = began,
    };

    public static Change<StockLevel> Unreadable(ExternalId id, string version, string reason, string message, string? advice = null) =>
        Change.Unreadable<StockLevel>(id, version, new(FaultKind.Rejected, message) { Reason = reason, Advice = advice });
}
