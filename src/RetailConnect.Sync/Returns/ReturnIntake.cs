using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Inventory;

namespace RetailConnect.Sync.Returns;

/// <summary>Accepts returns and opens what they brought back to stock.</summary>
internal sealed class ReturnIntake(UnpostedSales unposted) : IntakeRule<Return>
{
    public static string Document(CanonicalId canonical) => $"return:{canonical.Value}";

    public override async ValueTask<IReadOnlyList<Intake<Return>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<Return>> changes, CancellationToken cancellationToken)
    {
        var intakes = new List<Intake<Return>>(changes.Count);
        foreach (var change in changes)
        {
            var canonical = CanonicalIds.Of(context.Connection, change.Entity);
            var intake = new Intake<Return>(change, canonical);
            if (change.Value is { } taken)
            {
                intake = intake with { HappenedAt = taken.ReturnedAt, OrderKey = taken.Order.Id?.Value ?? taken.Order.Number ?? canonical.Value };
                intake = await unposted.OpenAsync(context, intake, Document(canonical), Lines(taken), cancellationToken);
            }

            intakes.Add(intake);
        }

        return intakes;
    }

    /// <summary>How the money went back is no matter of the credit memo.</summary>
    public override Return Content(Return value) => value with { Refunds = [] };

    private static IEnumerable<(string Line, Sku Sku, ExternalId? Location, Quantity Units)> Lines(Return taken) =>
        taken.Lines.Where(line => line is { Restocked: true, Sku: not null } && line.Quantity > Quantity.Zero).Select(line => (line.Id.Value, line.Sku!.Value, line.Location ?? taken.Location, Quantity.Zero - line.Quantity));
}
