using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Inventory;
using RetailConnect.Sync.Kits;

namespace RetailConnect.Sync.Orders;

/// <summary>Accepts orders and sales: links their numbers and opens what they took from stock.</summary>
internal sealed class OrderIntake(UnpostedSales unposted, SoldKits sold, ICrosswalk crosswalk) : IntakeRule<Order>
{
    public static string Document(CanonicalId order) => $"order:{order.Value}";

    public override async ValueTask<IReadOnlyList<Intake<Order>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<Order>> changes, CancellationToken cancellationToken)
    {
        var intakes = new List<Intake<Order>>(changes.Count);
        foreach (var change in changes)
        {
            var canonical = CanonicalIds.Of(context.Connection, change.Entity);
            var intake = new Intake<Order>(change, canonical);
            if (change.Value is { } order)
            {
                var kits = await sold.FindAsync(context.Tenant, canonical, order.Lines.Where(KitLines.Sells).Select(line => line.Sku!.Value), cancellationToken);
                intake = intake with { HappenedAt = order.PlacedAt, Links = [.. order.Number is { } number ? [await OrderNumbers.LinkAsync(crosswalk, context.Tenant, context.Connection, canonical, number, cancellationToken)] : (CrosswalkLink[])[], .. kits.Links] };
                intake = await unposted.OpenAsync(context, intake, Document(canonical), Lines(order, kits), cancellationToken);
                intake = order.Status is OrderStatus.Cancelled
                    ? intake with { LedgerEntries = [], LedgerClosings = [new(context.Tenant, Document(canonical), context.Now)] }
                    : intake;
            }

            intakes.Add(intake);
        }

        return intakes;
    }

    public override ValueTask AcceptedAsync(IntakeContext context, IReadOnlyList<Intake<Order>> intakes, CancellationToken cancellationToken) => unposted.TellAsync(context, intakes, cancellationToken);

    /// <summary>Fulfilment, payments, marks and risk move after an order was posted without a word to the ERP's document; so does the status, unless the order is called off.</summary>
    public override Order Content(Order value) =>
        value with { Fulfillments = [], Payments = [], Tags = null, Risk = null, Status = value.Status is OrderStatus.Cancelled ? OrderStatus.Cancelled : OrderStatus.Open };

    /// <summary>A payment that came within the second of the order's version is news to whoever books payments, and so is a mark or a risk to a rule.</summary>
    public override string Salt(Order value) => string.Join(';',
    [
        .. value.Payments.Select(payment => $"{payment.Kind}/{payment.Gateway}/{payment.Amount.Shop}").Order(StringComparer.Ordinal),
        .. (value.Tags ?? []).Select(tag => $"tag/{tag}"), .. value.Risk is { } risk ? [$"risk/{risk}"] : (string[])[],
    ]);

    /// <summary>A kit that makes no sense moves nothing that anybody knows.</summary>
    private static IEnumerable<(string Line, Sku Sku, ExternalId? Location, Quantity Units)> Lines(Order order, OrderedKits kits) => order.Lines.Where(KitLines.Sells)
        .SelectMany(line => KitLines.Units(line.Id.Value, line.Sku!.Value, line.Quantity, kits.Compositions).Select(moved => (moved.Line, moved.Sku, line.Location ?? order.Location, moved.Units)));
}
