using System.Globalization;
using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Catalog;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Shipments;

/// <summary>Maps posted shipments. The API has no tracking number and no location of them.</summary>
internal static class ShipmentMapper
{
    /// <summary>True when the shipment names an order by a reference, as those do that were written from a channel.</summary>
    public static bool IsOfOrder(SalesShipment shipment) => !string.IsNullOrWhiteSpace(shipment.ExternalDocumentNumber);

    public static IEnumerable<SalesShipmentLine> Items(SalesShipment shipment) =>
        (shipment.SalesShipmentLines ?? []).Where(line => line.LineType == "Item" && !string.IsNullOrWhiteSpace(line.LineObjectNumber) && line.Quantity is not (null or 0));

    public static Change<Shipment> Map(SalesShipment shipment, VariantsOfLines variants, DateTimeOffset read, BusinessCentralOptions options)
    {
        var version = Versions.Of(shipment.LastModifiedDateTime, read);
        if (shipment.Trouble is { } place)
        {
            return Change.Unreadable<Shipment>(shipment.Id.ToString(), version, VendorEntries.Fault(place));
        }

        var lines = new List<ShipmentLine>();
        foreach (var line in IsOfOrder(shipment) ? Items(shipment) : [])
        {
            if (variants.CodeOf(shipment, line) is not { } code)
            {
                return Change.Unreadable<Shipment>(shipment.Id.ToString(), version, new(FaultKind.Rejected, $"Shipment '{shipment.Number}' sends item '{line.LineObjectNumber}', and no line of order '{shipment.OrderNumber}' says which variant.")
                {
                    Reason = Reasons.UnknownSku, Advice = "Fulfil the order in the channel by hand, then dismiss this dead letter.",
                });
            }

            if (variants.UnitInsteadOf(line) is { } unit)
            {
                return Change.Unreadable<Shipment>(shipment.Id.ToString(), version, new(FaultKind.Rejected, $"Shipment '{shipment.Number}' sends {line.Quantity} {line.UnitOfMeasureCode} of item '{line.LineObjectNumber}', and the channel counts {unit}.")
                {
                    Reason = Reasons.UnitDiffers, Advice = "Fulfil the order in the channel by hand, then dismiss this dead letter.",
                });
            }

            lines.Add(new() { Sku = SkuRule.Compose(line.LineObjectNumber!, code, options.VariantSeparator), Quantity = line.Quantity!.Value });
        }

        return Change.Upserted(shipment.Id.ToString(), version, Map(shipment, lines, read)) with { ModifiedAt = Versions.Time(shipment.LastModifiedDateTime) };
    }

    /// <summary>A shipment that is undone gets lines that take back the units of others.</summary>
    private static Shipment Map(SalesShipment shipment, List<ShipmentLine> lines, DateTimeOffset read)
    {
        var sent = lines.Where(line => line.Quantity > Quantity.Zero).ToList();
        var left = lines.GroupBy(line => line.Sku).Select(group => new ShipmentLine { Sku = group.Key, Quantity = group.Sum(line => line.Quantity.Value) }).Where(line => line.Quantity > Quantity.Zero).ToList();
        var undone = sent.Count > 0 && left.Count == 0;
        return new()
        {
            Id = shipment.Id.ToString(),
            Number = string.IsNullOrWhiteSpace(shipment.Number) ? null : shipment.Number.Trim(),
            Order = new() { Reference = IsOfOrder(shipment) ? shipment.ExternalDocumentNumber!.Trim() : null },
            ShippedAt = Day(shipment.PostingDate) ?? Versions.Time(shipment.LastModifiedDateTime) ?? read,
            Cancelled = undone,
            Lines = undone ? sent : left,
        };
    }

    private static DateTimeOffset? Day(string? text) => DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day) ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;
}
