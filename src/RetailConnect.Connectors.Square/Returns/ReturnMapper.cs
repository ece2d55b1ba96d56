using System.Globalization;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Returns;

/// <summary>Maps returns.</summary>
internal static class ReturnMapper
{
    public static Return Map(OrderWire wire, IReadOnlyDictionary<string, Sku> skus, bool restock)
    {
        var sources = wire.Returns!.Select(entry => entry.SourceOrderId).Distinct().ToList();
        if (sources.Count > 1)
        {
            throw new ConnectorException(FaultKind.Rejected, "The return names several sales.") { Reason = "several-sales" };
        }

        var lines = wire.Returns!.SelectMany(entry => entry.ReturnLineItems ?? []).ToList();
        var totals = wire.Returns!.Select(entry => Wires.Money(entry.ReturnAmounts?.TotalMoney)).ToList();
        var total = totals.Aggregate((left, right) => left + right);
        var currency = total.Currency.Code;
        var mapped = lines.Select((line, index) => Line(line, index, skus, restock, currency)).ToList();
        var rest = mapped.Aggregate(MoneyPair.Of(total), (left, line) => left - line.Amount);
        return new()
        {
            Id = wire.Id,
            Order = new() { Id = sources[0] is { } source ? new ExternalId(source) : default(ExternalId?), Number = sources[0] is null ? wire.ReferenceId : null },
            ReturnedAt = wire.CreatedAt ?? throw new ConnectorException(FaultKind.Rejected, "The return has no time.") { Reason = Reasons.UnknownValue },
            Customer = wire.CustomerId is { Length: > 0 } customer ? new(customer) : null,
            Location = wire.LocationId is { Length: > 0 } location ? new ExternalId(location) : default(ExternalId?),
            Lines = mapped,

            // Tips, service charges and rounding that were given back stand in the total only.
            Adjustment = rest.Shop.Amount == 0 ? null : rest,
            Refunds = [.. (wire.Refunds ?? []).Select(refund => new Payment(refund.Id ?? "", PaymentKind.Other, Wires.Pair(refund.AmountMoney, currency), null))],
            Total = MoneyPair.Of(total),
        };
    }

    private static ReturnLine Line(ReturnLineWire wire, int index, IReadOnlyDictionary<string, Sku> skus, bool restock, string currency) => new()
    {
        Id = wire.Uid ?? index.ToString(CultureInfo.InvariantCulture),
        OrderLine = wire.SourceLineItemUid is { } line ? new ExternalId(line) : default(ExternalId?),
        Sku = wire.CatalogObjectId is { } id ? skus.GetValueOrDefault(id, new Sku("")) : default(Sku?),
        Title = wire.Name ?? "",
        Quantity = Wires.Quantity(wire.Quantity),
        Amount = Wires.Pair(wire.TotalMoney, currency),
        Tax = Wires.Pair(wire.TotalTaxMoney, currency),
        Restocked = restock && wire.CatalogObjectId is not null,
    };
}
