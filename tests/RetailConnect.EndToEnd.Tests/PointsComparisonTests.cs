using QuickStart;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;
using static RetailConnect.EndToEnd.Tests.ComparedRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>The loyalty engine is compared with what the channels say, and its books with themselves.</summary>
/// <remarks>Field notes, W8 (nightly balance reconcile), and pain 24 (points that stay after goods went back).</remarks>
public sealed class PointsComparisonTests
{
    [Fact]
    [Cites("points that don't follow the goods", "odoo#212922")]
    public async Task Sales_edits_returns_and_orders_called_off_leave_no_discrepancy_in_the_club()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var (kept, edited, back, off) = (Sell(retailer, 2), Sell(retailer, 3), Sell(retailer, 3), Sell(retailer, 1));
            await retailer.QuietAsync();
            retailer.Sandbox.Shopify.EditOrder(edited.Id, [(edited.Lines[0].Sku, -1)]);
            TakeBack(retailer, back, 2);
            retailer.Sandbox.Shopify.CancelOrder(off.Id);
            await retailer.QuietAsync();
            Assert.True(Session(retailer, kept).Points > 0);
            var found = await CompareAsync(retailer, "loyalty", "club");
            Assert.Equal((0, 4), (found.Found, found.Observed));
            Assert.Equal([ObservedField.State, ObservedField.Goods, ObservedField.Returned], found.Fields);
        });
    }

    [Fact]
    [Cites("points that don't follow the goods", "odoo#221928")]
    public async Task A_session_that_somebody_cancelled_is_found_and_left_to_a_person()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var order = await SoldAsync(retailer, 2);
            retailer.Sandbox.TalonOne.CancelSession(order.Reference());
            var found = await CompareAsync(retailer, "loyalty", "club");
            Assert.Equal((DiscrepancyKind.Different, "changed-in-target"), Of(found, order.Reference()));
            Assert.Equal(new(ObservedField.State, "closed", "cancelled"), Assert.Single(Assert.Single(found.Discrepancies).Fields));
            Assert.Equal(RepairAction.LeaveToPerson, Assert.Single(Reconciliation(retailer).Plan(found).Steps).Action);
        });
    }

    [Fact]
    [Cites("points kept after a refund", "odoo#257854")]
    public async Task Points_that_stayed_with_an_order_that_was_called_off_are_found_and_taken_back()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var order = await SoldAsync(retailer, 2);
            retailer.Sandbox.Shopify.CancelOrder(order.Id);
            await retailer.QuietAsync();
            retailer.Sandbox.TalonOne.Restore(order.Reference());
            Assert.True(Session(retailer, order).Points > 0);
            var found = await CompareAsync(retailer, "loyalty", "club");
            Assert.Equal(new(ObservedField.State, "cancelled", "closed"), Assert.Single(Assert.Single(found.Discrepancies).Fields));
            await Reconciliation(retailer).RepairAsync(Reconciliation(retailer).Plan(found), CancellationToken.None);
            await retailer.QuietAsync();
            Assert.Equal(("cancelled", 0m), (Session(retailer, order).State, Session(retailer, order).Points));
            Assert.Equal(0, (await CompareAsync(retailer, "loyalty", "club")).Found);
        });
    }

    [Fact]
    [Cites("points kept after a refund", "odoo#257854")]
    public async Task Goods_that_came_back_and_are_not_shown_as_returned_are_found()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var order = await SoldAsync(retailer, 3);
            TakeBack(retailer, order, 2);
            await retailer.QuietAsync();
            Assert.Equal(0, (await CompareAsync(retailer, "loyalty", "club")).Found);
            retailer.Sandbox.TalonOne.Restore(order.Reference());
            var found = await CompareAsync(retailer, "loyalty", "club");
            Assert.Equal(new(ObservedField.Returned, "2", "0"), Assert.Single(Assert.Single(found.Discrepancies).Fields));
            Assert.Equal((DiscrepancyKind.Different, "changed-in-target"), Of(found, order.Reference()));
            Assert.Equal(RepairAction.LeaveToPerson, Assert.Single(Reconciliation(retailer).Plan(found).Steps).Action);
        });
    }

    [Fact]
    [Cites("points kept after a refund", "odoo#257854")]
    public async Task A_return_that_waits_for_a_person_explains_why_its_points_are_still_there()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var order = await SoldAsync(retailer, 2);
            TakeBack(retailer, order, 2);
            await retailer.QuietAsync();
            TakeBack(retailer, order, 1);
            await retailer.QuietAsync();
            var found = await CompareAsync(retailer, "loyalty", "club");
            var explained = Assert.Single(found.Discrepancies);
            Assert.Equal((DiscrepancyState.Explained, Reasons.OverRefund), (explained.State, explained.Reason));
            Assert.Equal(new(ObservedField.Returned, "3", "2"), Assert.Single(explained.Fields));
            Assert.Equal(0, found.Drifts);
        });
    }

    [Fact]
    [Cites("points that nobody can explain", "odoo#212922")]
    public async Task Points_that_a_person_moved_are_named_with_their_number_and_never_repaired()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var order = await SoldAsync(retailer, 2);
            var member = Session(retailer, order).Profile!;
            retailer.Sandbox.TalonOne.MovePoints(member, 50);
            retailer.Sandbox.TalonOne.MovePoints(member, -8);
            var found = await CompareAsync(retailer, "loyalty", "club");
            var drift = Assert.Single(found.Discrepancies);
            Assert.Equal((DiscrepancyState.Drift, "points-of-nobody"), (drift.State, drift.Reason));
            Assert.Equal(new(ObservedField.OfNobody, "0", "42"), Assert.Single(drift.Fields));
            var step = Assert.Single(Reconciliation(retailer).Plan(found).Steps);
            Assert.Equal(RepairAction.LeaveToPerson, step.Action);
            Assert.Equal(new RepairReceipt(0, 0, 0, 1), await Reconciliation(retailer).RepairAsync(Reconciliation(retailer).Plan(found), CancellationToken.None));
            Assert.Equal(42 + Session(retailer, order).Points, retailer.Sandbox.TalonOne.Profiles.Single(profile => profile.Id == member).Points);
        });
    }

    [Fact]
    [Cites("points that nobody can explain", "odoo#212922")]
    public async Task A_balance_that_is_not_the_sum_of_its_movements_is_found()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var order = await SoldAsync(retailer, 2);
            var points = Session(retailer, order).Points;
            retailer.Sandbox.TalonOne.BreakBalance(Session(retailer, order).Profile!, 7);
            var found = await CompareAsync(retailer, "loyalty", "club");
            var drift = Assert.Single(found.Discrepancies);
            Assert.Equal((DiscrepancyState.Drift, "balance-off"), (drift.State, drift.Reason));
            Assert.Equal([$"{points}", $"{points + 7}"], [drift.Fields[0].Expected, drift.Fields[0].Actual]);
            Assert.Equal(RepairAction.LeaveToPerson, Assert.Single(Reconciliation(retailer).Plan(found).Steps).Action);
            retailer.Sandbox.TalonOne.BreakBalance(Session(retailer, order).Profile!, 0);
            Assert.Equal(0, (await CompareAsync(retailer, "loyalty", "club")).Found);
        });
    }

    [Fact]
    [Cites("drift that nobody sees")]
    public async Task The_club_is_compared_by_itself_as_often_as_the_sync_wishes()
    {
        await using var retailer = new RetailerInProcess(Options())
        {
            Compose = (tenant, vendors) => Northwind.Compose(tenant, vendors, static _ => { }, loyalty: static loyalty => loyalty.Options.CompareEvery = TimeSpan.FromMinutes(10)),
        };
        await RunAsync(retailer, async () =>
        {
            var order = await SoldAsync(retailer, 2);
            retailer.Sandbox.TalonOne.CancelSession(order.Reference());
            await UntilAsync(retailer, async () => (await ListAsync(retailer)).Any(item => item is { Lane.Target: "club", Drifts: 1 }));
        });
    }

    private static async Task<ShopOrder> SoldAsync(RetailerInProcess retailer, int units)
    {
        var order = Sell(retailer, units);
        await retailer.QuietAsync();
        return order;
    }

    private static ShopOrder Sell(RetailerInProcess retailer, int units)
    {
        var shop = retailer.Sandbox.Shopify;
        var place = shop.Locations.MaxBy(location => shop.Levels.Count(level => level.Location == location.Name && level.Available > 5));
        var sku = shop.Levels.Where(level => level.Location == place.Name && level.Available is > 5 and < 500).Select(level => level.Sku).Order(StringComparer.Ordinal).Last();
        return shop.PlaceOrder(new ShopBasket(shop.Customers[0].Id, place.Id, [(sku, units, 0m)], 4.95m, 0m));
    }

    private static void TakeBack(RetailerInProcess retailer, ShopOrder order, int units) =>
        retailer.Sandbox.Square.TakeBack(new StoreReturn(retailer.Sandbox.Square.Locations[0], null, order.Name, [(order.Lines[0].Sku, units, order.Lines[0].UnitPrice)]));

    private static Sandbox.TalonOne.LoyaltySession Session(RetailerInProcess retailer, ShopOrder order) => retailer.Sandbox.TalonOne.Sessions.Single(session => session.Id == order.Reference());
}
