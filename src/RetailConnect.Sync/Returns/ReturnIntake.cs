using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Inventory;
using RetailConnect.Sync.Kits;

namespace RetailConnect.Sync.Returns;

/// <summary>Accepts returns and opens what they brought back to stock. A return whose order never gets to the ERP brings nothing back that the ERP would count as sold.</summary>
/// <param name="unposted">The ledger.</param>
/// <param name="sold">The kits.</param>
/// <param name="crosswalk">The links.</param>
/// <param name="takesBack">True when the ERP gets its units back by the order itself, once that is called off.</param>
/// <param name="restocking">What becomes of goods that come back in a channel.</param>
internal sealed class ReturnIntake(UnpostedSales unposted, SoldKits sold, ICrosswalk crosswalk, Func<bool> takesBack, Func<string, Restocking> restocking) : IntakeRule<Return>
{
    public static string Document(CanonicalId canonical) => $"return:{canonical.Value}";

    public override async ValueTask<IReadOnlyList<Intake<Return>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<Return>> changes, CancellationToken cancellationToken)
    {
        var intakes = new List<Intake<Return>>(changes.Count);
        foreach (var read in changes)
        {
            var change = read.Value is { } told ? read with { Value = RestockingRule.Apply(told, restocking(context.Connection)) } : read;
            var canonical = CanonicalIds.Of(context.Connection, change.Entity);
            var intake = new Intake<Return>(change, canonical);
            if (change.Value is { } taken)
            {
                intake = intake with { HappenedAt = taken.ReturnedAt, OrderKey = taken.Order.Id?.Value ?? taken.Order.Number ?? canonical.Value };
                if (!((taken.CalledOff is true || taken.OfEdit is true) && takesBack()) && await crosswalk.FindOrderAsync(context.Tenant, context.Connection, taken.Order, cancellationToken) is { } order && await unposted.IsPostedAsync(context.Tenant, order, cancellationToken))
                {
                    var kits = await sold.FindAsync(context.Tenant, order, taken.Lines.Where(KitLines.BringsBack).Select(line => line.Sku!.Value), cancellationToken);
                    intake = await unposted.OpenAsync(context, intake, Document(canonical), Lines(taken, kits), cancellationToken);
                }
            }

            intakes.Add(intake);
        }

        return intakes;
    }

    /// <summary>How and when the money went back is no matter of the credit memo, nor what becomes of the order later. Where goods go is decided once: another setting is no change of what came back.</summary>
    public override Return Content(Return value) =>
        value with { Refunds = [], RefundState = null, CalledOff = null, OfEdit = null, Lines = [.. value.Lines.Select(line => line with { Restocked = false, Quarantined = null })] };

    private static IEnumerable<(string Line, Sku Sku, ExternalId? Location, Quantity Units)> Lines(Return taken, OrderedKits kits) => taken.Lines.Where(KitLines.BringsBack)
        .SelectMany(line => KitLines.Units(line.Id.Value, line.Sku!.Value, line.Quantity, kits.Compositions).Select(moved => (moved.Line, moved.Sku, line.Location ?? taken.Location, Quantity.Zero - moved.Units)));
}
