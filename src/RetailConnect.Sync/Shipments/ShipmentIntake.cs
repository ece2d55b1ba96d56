using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Shipments;

/// <summary>Accepts shipments; those of one order stay in order, so that a sink never shares out an order's units twice at once.</summary>
internal sealed class ShipmentIntake : IntakeRule<Shipment>
{
    /// <summary>A tracking number often comes later, and a shipment may be called off.</summary>
    public override bool MayChange => true;

    public override ValueTask<IReadOnlyList<Intake<Shipment>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<Shipment>> changes, CancellationToken cancellationToken) =>
        new([.. changes.Select(change => Intake(context, change))]);

    /// <summary>When the units left is nothing that a channel is told.</summary>
    public override Shipment Content(Shipment value) => value with { ShippedAt = default };

    private static Intake<Shipment> Intake(IntakeContext context, Change<Shipment> change)
    {
        var canonical = CanonicalIds.Of(context.Connection, change.Entity);
        var intake = new Intake<Shipment>(change, canonical);
        return change.Value is { } sent
            ? intake with { HappenedAt = change.ModifiedAt ?? sent.ShippedAt, OrderKey = sent.Order.Id?.Value ?? sent.Order.Reference ?? sent.Order.Number ?? canonical.Value }
            : intake;
    }
}
