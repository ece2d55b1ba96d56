using System.Globalization;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Inventory;

/// <summary>Accepts stock levels of the ERP. Each picture counts, even when the ERP's figures did not move: the channels' unposted sales did.</summary>
internal sealed class StockIntake : IntakeRule<StockLevel>
{
    public override ValueTask<IReadOnlyList<Intake<StockLevel>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<StockLevel>> changes, CancellationToken cancellationToken) =>
        new([.. changes.Select(change => new Intake<StockLevel>(change, new CanonicalId(change.Entity.Value)))]);

    public override string Salt(StockLevel value) => value.ObservedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);
}
