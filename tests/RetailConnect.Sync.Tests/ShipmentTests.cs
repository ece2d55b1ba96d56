using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Middleware;
using RetailConnect.Sync.Shipments;

namespace RetailConnect.Sync.Tests;

/// <summary>A shipment goes to the channel that its order came from, and says what left.</summary>
public sealed class ShipmentTests
{
    private static readonly CrosswalkScope Shop = new(TestConnection.Tenant, EntityType.Order, "web");
    private readonly MemoryCrosswalk crosswalk = new MemoryCrosswalk().Link(Shop, "web-5001", "gid://shopify/Order/5001");

    [Fact]
    public async Task A_shipment_of_an_order_of_the_target_goes_on() => Assert.IsType<SyncOutcome.AppliedOutcome>(await OfTargetAsync(Sent("web-5001")));

    [Theory]
    [InlineData("till-77")]
    [InlineData("PO 4711")]
    [InlineData(null)]
    public async Task A_shipment_of_any_other_order_is_skipped_with_its_reason(string? reference)
    {
        crosswalk.Link(new(TestConnection.Tenant, EntityType.Order, "till"), "till-77", "77");
        Assert.Equal(Reasons.OrderNotOfTarget, Assert.IsType<SyncOutcome.SkippedOutcome>(await OfTargetAsync(Sent(reference))).Reason);
    }

    [Fact]
    public async Task An_order_of_the_target_that_was_not_read_yet_is_waited_for_by_the_sink()
    {
        Assert.IsType<SyncOutcome.AppliedOutcome>(await OfTargetAsync(Sent("web-5002")));
        Assert.IsType<SyncOutcome.AppliedOutcome>(await OfTargetAsync(Sent(null) with { Order = new() { Number = "#1002" } }));
        Assert.IsType<SyncOutcome.AppliedOutcome>(await OfTargetAsync(Sent(null) with { Order = new() { Id = (ExternalId)"WMS-9" } }));
    }

    [Fact]
    public async Task A_number_on_a_receipt_names_the_order_too()
    {
        crosswalk.Link(new(TestConnection.Tenant, EntityType.OrderNumber, ConnectionLinks.AnyConnection), "till-77", "77");
        Assert.Equal(Reasons.OrderNotOfTarget, Assert.IsType<SyncOutcome.SkippedOutcome>(await OfTargetAsync(Sent(null) with { Order = new() { Number = "77" } })).Reason);
    }

    [Fact]
    public async Task An_order_of_a_connection_whose_name_begins_with_the_targets_is_not_the_targets()
    {
        crosswalk.Link(new(TestConnection.Tenant, EntityType.Order, "erp"), "web-eu-7001", "D2");
        var sent = Sent("web-5001") with { Order = new() { Id = "D2" } };
        Assert.IsType<SyncOutcome.AppliedOutcome>(await OfTargetAsync(sent));
        crosswalk.Link(new(TestConnection.Tenant, EntityType.Order, "web-eu"), "web-eu-7001", "7001");
        Assert.Equal(Reasons.OrderNotOfTarget, Assert.IsType<SyncOutcome.SkippedOutcome>(await OfTargetAsync(sent)).Reason);
    }

    [Fact]
    public async Task What_ships_nothing_is_skipped_and_what_can_not_be_shipped_is_for_a_person()
    {
        var sent = Sent("web-5001");
        Assert.IsType<SyncOutcome.AppliedOutcome>(await GateAsync(sent));
        Assert.IsType<SyncOutcome.AppliedOutcome>(await GateAsync(sent with { Lines = [], Cancelled = true }));
        Assert.Equal("nothing-shipped", Assert.IsType<SyncOutcome.SkippedOutcome>(await GateAsync(sent with { Lines = [] })).Reason);
        Assert.Equal("deleted-shipment", Assert.IsType<SyncOutcome.SkippedOutcome>(await GateAsync(null)).Reason);
        Assert.Equal(Reasons.InvalidQuantity, Assert.IsType<SyncOutcome.DeadLetteredOutcome>(await GateAsync(sent with { Lines = [new() { Sku = new Sku("A"), Quantity = 0m }] })).Reason);
        Assert.Equal(Reasons.UnknownSku, Assert.IsType<SyncOutcome.DeadLetteredOutcome>(await GateAsync(sent with { Lines = [new() { Sku = new Sku(" "), Quantity = 1m }] })).Reason);
    }

    [Fact]
    public async Task Shipments_of_one_order_stay_in_order_and_a_new_tracking_number_is_a_new_effect()
    {
        var rule = new ShipmentIntake();
        var (one, other) = (Sent("web-5001"), Sent("web-5001") with { Id = "S2", TrackingNumber = "2" });
        var intakes = await rule.AcceptAsync(new(TestConnection.Tenant, "erp", DateTimeOffset.UnixEpoch), [Change.Upserted("S1", "1", one), Change.Upserted("S2", "1", other)], CancellationToken.None);
        Assert.Equal(["web-5001", "web-5001"], intakes.Select(intake => intake.OrderKey));
        Assert.Equal(["erp-S1", "erp-S2"], intakes.Select(intake => intake.Canonical.Value));
        Assert.NotEqual(CanonicalJson.Fingerprint(rule.Content(one)), CanonicalJson.Fingerprint(rule.Content(one with { TrackingNumber = "3" })));
        Assert.Equal(CanonicalJson.Fingerprint(rule.Content(one)), CanonicalJson.Fingerprint(rule.Content(one with { ShippedAt = one.ShippedAt.AddHours(1) })));
    }

    [Fact]
    public async Task A_change_of_what_was_written_is_the_sinks_where_it_takes_changes()
    {
        var written = new MemoryCrosswalk();
        Assert.True(new ShipmentIntake().MayChange);
        var shipments = new SkipUnchanged<Shipment>(written, EntityType.Shipment, new ShipmentIntake(), takesChanges: true);
        var context = new SyncContext<Shipment>(TestConnection.Envelope("erp", "web", Change.Upserted("S1", "2", Sent("web-5001")), "erp-S1") with { TargetId = "F1" }, CancellationToken.None);
        Assert.IsType<SyncOutcome.AppliedOutcome>(await shipments.InvokeAsync(context, _ => new(SyncOutcome.Applied(new("F1")))));
        var others = new SkipUnchanged<Shipment>(written, EntityType.Shipment, new ShipmentIntake(), takesChanges: false);
        Assert.Equal(Reasons.ChangedAfterPosting, Assert.IsType<SyncOutcome.DeadLetteredOutcome>(await others.InvokeAsync(context, _ => throw new InvalidOperationException("It is not written."))).Reason);
    }

    private static Shipment Sent(string? reference) =>
        new() { Id = "S1", Order = new() { Reference = reference }, ShippedAt = DateTimeOffset.UnixEpoch, TrackingNumber = "1", Lines = [new() { Sku = new Sku("A"), Quantity = 1m }] };

    private static SyncContext<Shipment> Context(Shipment? sent) =>
        new(TestConnection.Envelope("erp", "web", sent is null ? Change.Deleted<Shipment>("S1", "1") : Change.Upserted("S1", "1", sent), "erp-S1"), CancellationToken.None);

    private static ValueTask<SyncOutcome> GateAsync(Shipment? sent) => new ShipmentGate().InvokeAsync(Context(sent), _ => new(SyncOutcome.Applied(new("F1"))));

    private ValueTask<SyncOutcome> OfTargetAsync(Shipment sent) =>
        new OrderOfTarget(new EngineParts(null!, new PendingOrders([]), null!, crosswalk, null!) { Leases = null!, Time = new(TimeProvider.System), Chance = Chance.Seeded(1), Recovery = new() }, ["erp", "web", "web-eu"])
            .InvokeAsync(Context(sent), _ => new(SyncOutcome.Applied(new("F1"))));
}
