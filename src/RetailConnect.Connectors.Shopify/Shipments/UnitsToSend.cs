using System.Globalization;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Shipments;

/// <summary>Units of a shipment that have no fulfilment yet. A line that names the order's line takes that line only, one that names a SKU takes any line of it.</summary>
internal sealed class UnitsToSend
{
    private const decimal Most = 1_000_000_000;
    private readonly List<Need> needs;

    private UnitsToSend(IEnumerable<Need> needs) => this.needs = [.. needs];

    public bool IsDone => needs.All(need => need.Units == 0);

    /// <exception cref="ConnectorException">There are no lines, or one ships no whole units, or names nothing.</exception>
    public static UnitsToSend Of(Shipment shipment) => shipment is { Lines: [], Cancelled: false } ? throw new ConnectorException(FaultKind.Rejected, "The shipment holds nothing.") { Reason = Reasons.InvalidQuantity } : new(shipment.Lines.Select(Needed)
        .GroupBy(need => (need.Line, need.Sku), (key, lines) => new Need(key.Line, key.Sku, lines.Sum(line => line.Units))).OrderBy(need => need.Line is null));

    public UnitsToSend Copy() => new(needs);

    /// <summary>Takes up to so many units of a line of the order, and returns how many.</summary>
    public int Take(SoldLine line, int most)
    {
        var taken = 0;
        for (var i = 0; i < needs.Count && taken < most; i++)
        {
            if (needs[i].Names(line))
            {
                var units = Math.Min(needs[i].Units, most - taken);
                needs[i] = needs[i] with { Units = needs[i].Units - units };
                taken += units;
            }
        }

        return taken;
    }

    /// <summary>Takes all that a parcel holds; a parcel that holds nothing, or anything else, is left alone.</summary>
    public bool TryTake(Parcel parcel)
    {
        var rest = Copy();
        var lines = parcel.FulfillmentLineItems.Nodes.Where(line => line.Quantity > 0).ToList();
        if (lines.Count == 0 || lines.Any(line => rest.Take(line.LineItem, line.Quantity!.Value) < line.Quantity))
        {
            return false;
        }

        needs.Clear();
        needs.AddRange(rest.needs);
        return true;
    }

    /// <summary>Says what is left.</summary>
    public override string ToString() => string.Join(", ", needs.Where(need => need.Units > 0).Select(need => string.Create(CultureInfo.InvariantCulture, $"{need.Units} of {need.Sku ?? need.Line}")));

    private static Need Needed(ShipmentLine line)
    {
        if (line.Quantity.Value is not (> 0 and <= Most) || line.Quantity.Value != decimal.Truncate(line.Quantity.Value))
        {
            throw new ConnectorException(FaultKind.Rejected, $"Shopify counts whole units, not {line.Quantity}.") { Reason = Reasons.InvalidQuantity };
        }

        var sku = line.Sku?.Value.Trim();
        return line.OrderLine is null && string.IsNullOrEmpty(sku)
            ? throw new ConnectorException(FaultKind.Rejected, "A line names neither a line of the order nor a SKU.") { Reason = Reasons.UnknownSku }
            : new(Whole(line.OrderLine), sku, (int)line.Quantity.Value);
    }

    /// <summary>A line that several places send was split when the order was read; the shop has it as one.</summary>
    private static string? Whole(ExternalId? line) => line?.Value.Split('@', 2)[0];

    private sealed record Need(string? Line, string? Sku, int Units)
    {
        public bool Names(SoldLine line) => Line is not null ? Line == line.Id : Sku == line.Sku?.Trim();
    }
}
