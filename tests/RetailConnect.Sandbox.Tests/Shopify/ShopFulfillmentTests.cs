using System.Text.Json.Nodes;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.Sandbox.Tests.Shopify;

/// <summary>The simulated shop refuses what Shopify refuses, and says who was told.</summary>
public sealed class ShopFulfillmentTests
{
    [Fact]
    public async Task A_fulfilment_takes_units_tells_the_buyer_once_and_moves_the_order()
    {
        using var shop = new Shop();
        var (placed, line) = await SoldAsync(shop, 3);
        Assert.Null(await CreateAsync(shop, await PartAsync(shop, placed, 2), """, notifyCustomer: true, trackingInfo: { company: "DHL", number: "JD1", url: "https://dhl.example/JD1" }"""));

        var sent = Assert.Single(shop.Simulator.Fulfillments);
        Assert.Equal((placed.Id, shop.Location, false, "DHL", "JD1", line, 2), (sent.Order, sent.Location, sent.Cancelled, sent.Company!, sent.Numbers[0], sent.Lines[0].Line, sent.Lines[0].Units));
        Assert.Equal(new(placed.Id, sent.Id, sent.Numbers), Assert.Single(shop.Simulator.Mails));
        var order = await OrderAsync(shop);
        Assert.Equal(("PARTIALLY_FULFILLED", "IN_PROGRESS", 1), ((string)order["displayFulfillmentStatus"]!, (string)Place(order)["status"]!, Remaining(order)));
        Assert.Equal(("DHL", "JD1", "https://dhl.example/JD1"), Tracked(order));

        Assert.Null(await CreateAsync(shop, $$"""{ fulfillmentOrderId: "{{PlaceId(order)}}" }"""));
        order = await OrderAsync(shop);
        Assert.Equal(("FULFILLED", "CLOSED", 0), ((string)order["displayFulfillmentStatus"]!, (string)Place(order)["status"]!, Remaining(order)));
        Assert.Empty(Place(order)["supportedActions"]!.AsArray());
        Assert.Single(shop.Simulator.Mails);
    }

    [Fact]
    public async Task What_is_not_open_is_refused_and_changes_nothing()
    {
        using var shop = new Shop();
        var (placed, _) = await SoldAsync(shop, 3);
        Assert.Contains("quantity", await CreateAsync(shop, await PartAsync(shop, placed, 4)), StringComparison.Ordinal);
        Assert.Contains("quantity", await CreateAsync(shop, await PartAsync(shop, placed, 0)), StringComparison.Ordinal);
        Assert.Contains("does not exist", await CreateAsync(shop, """{ fulfillmentOrderId: "gid://shopify/FulfillmentOrder/1" }"""), StringComparison.Ordinal);
        Assert.Contains("blank", await CreateAsync(shop, ""), StringComparison.Ordinal);
        Assert.Contains("url", await CreateAsync(shop, await PartAsync(shop, placed, 1), """, trackingInfo: { number: "1", url: "nowhere" }"""), StringComparison.Ordinal);
        shop.Simulator.Hold(placed.Id, held: true);
        Assert.Contains("on_hold", await CreateAsync(shop, await PartAsync(shop, placed, 1)), StringComparison.Ordinal);
        shop.Simulator.Hold(placed.Id, held: false);
        Assert.Empty(shop.Simulator.Fulfillments);
        Assert.Null(await CreateAsync(shop, await PartAsync(shop, placed, 3)));
        Assert.Contains("closed", await CreateAsync(shop, await PartAsync(shop, placed, 1)), StringComparison.Ordinal);
        Assert.Single(shop.Simulator.Fulfillments);
    }

    [Fact]
    public async Task Fulfilment_orders_of_two_locations_do_not_go_into_one_fulfilment()
    {
        using var shop = new Shop();
        var (placed, line) = await SoldAsync(shop, 3);
        await shop.GrantAsync();
        var there = shop.Simulator.AddLocation("There");
        await StockThereAsync(shop, there);
        shop.Simulator.MoveUnits(placed.Id, line, 1, there);
        var places = (await OrderAsync(shop))["fulfillmentOrders"]!["nodes"]!.AsArray();
        Assert.Equal([2, 1], places.Select(place => (int)place!["lineItems"]!["nodes"]![0]!["remainingQuantity"]!));
        Assert.Contains("same location", await CreateAsync(shop, string.Join(", ", places.Select(place => $$"""{ fulfillmentOrderId: "{{(string)place!["id"]!}}" }"""))), StringComparison.Ordinal);
        Assert.Null(await CreateAsync(shop, $$"""{ fulfillmentOrderId: "{{(string)places[1]!["id"]!}}" }"""));
        Assert.Equal(there, Assert.Single(shop.Simulator.Fulfillments).Location);
    }

    [Fact]
    public async Task A_cancelled_fulfilment_opens_its_units_again()
    {
        using var shop = new Shop();
        var (placed, _) = await SoldAsync(shop, 3);
        await CreateAsync(shop, await PartAsync(shop, placed, 3));
        var id = shop.Simulator.Fulfillments[0].Id;
        Assert.Null(await RunAsync(shop, $$"""mutation { fulfillmentCancel(id: "{{id}}") { fulfillment { status } userErrors { message } } }"""));
        var order = await OrderAsync(shop);
        Assert.Equal("UNFULFILLED", (string)order["displayFulfillmentStatus"]!);
        Assert.Equal(["CLOSED", "OPEN"], order["fulfillmentOrders"]!["nodes"]!.AsArray().Select(place => (string)place!["status"]!));
        Assert.Equal(3, (int)order["fulfillmentOrders"]!["nodes"]![1]!["lineItems"]!["nodes"]![0]!["remainingQuantity"]!);
        Assert.Contains("already", await RunAsync(shop, $$"""mutation { fulfillmentCancel(id: "{{id}}") { fulfillment { status } userErrors { message } } }"""), StringComparison.Ordinal);
        Assert.Contains("cancelled", await RunAsync(shop, $$"""mutation { fulfillmentTrackingInfoUpdate(fulfillmentId: "{{id}}", trackingInfoInput: { number: "1" }) { fulfillment { id } userErrors { message } } }"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_tracking_number_is_told_when_it_shall_be()
    {
        using var shop = new Shop();
        var (placed, _) = await SoldAsync(shop, 1);
        await CreateAsync(shop, await PartAsync(shop, placed, 1), """, trackingInfo: { number: "1" }""");
        var id = shop.Simulator.Fulfillments[0].Id;
        Assert.Null(await RunAsync(shop, $$"""mutation { fulfillmentTrackingInfoUpdate(fulfillmentId: "{{id}}", trackingInfoInput: { company: "UPS", numbers: ["2", "3"] }, notifyCustomer: true) { fulfillment { id } userErrors { message } } }"""));
        Assert.Equal(["2", "3"], shop.Simulator.Fulfillments[0].Numbers);
        Assert.Equal(["2", "3"], Assert.Single(shop.Simulator.Mails).Numbers);
    }

    [Fact]
    public async Task Units_that_were_refunded_before_they_were_sent_are_not_open()
    {
        using var shop = new Shop();
        var (placed, line) = await SoldAsync(shop, 3);
        shop.Simulator.Refund(placed.Id, [(line, 2)], restock: true);
        Assert.Equal(1, Remaining(await OrderAsync(shop)));
        Assert.Contains("quantity", await CreateAsync(shop, await PartAsync(shop, placed, 2)), StringComparison.Ordinal);
    }

    private static async Task<(ShopOrder Order, string Line)> SoldAsync(Shop shop, int units)
    {
        await shop.GrantAsync();
        await shop.StockAsync("A", "10.00", 9);
        var placed = shop.Simulator.PlaceOrder(new(null, shop.Location, [("A", units, 0)], 0, 0));
        return (placed, placed.Lines[0].Id);
    }

    private static async Task StockThereAsync(Shop shop, string location)
    {
        var item = (string)(await shop.AskAsync("{ inventoryItems(first: 1) { nodes { id } } }")).Body["data"]!["inventoryItems"]!["nodes"]![0]!["id"]!;
        await shop.AskAsync($$"""mutation { inventoryActivate(inventoryItemId: "{{item}}", locationId: "{{location}}", available: 5) @idempotent(key: "there") { userErrors { message } } }""");
    }

    private static async Task<string> PartAsync(Shop shop, ShopOrder placed, int units)
    {
        var place = await OrderAsync(shop);
        Assert.Equal(placed.Id, (string)place["id"]!);
        return $$"""{ fulfillmentOrderId: "{{PlaceId(place)}}", fulfillmentOrderLineItems: [{ id: "{{(string)Place(place)["lineItems"]!["nodes"]![0]!["id"]!}}", quantity: {{units}} }] }""";
    }

    private static Task<string?> CreateAsync(Shop shop, string parts, string more = "") =>
        RunAsync(shop, $$"""mutation { fulfillmentCreate(fulfillment: { lineItemsByFulfillmentOrder: [{{parts}}]{{more}} }) { fulfillment { id } userErrors { field message } } }""");

    /// <summary>Returns the message of the first user error; null when there is none.</summary>
    private static async Task<string?> RunAsync(Shop shop, string mutation)
    {
        var payload = (await shop.AskAsync(mutation)).Body["data"]!.AsObject().First().Value!;
        return payload["userErrors"]!.AsArray().Select(error => (string?)error!["message"]).FirstOrDefault();
    }

    private static async Task<JsonNode> OrderAsync(Shop shop) => (await shop.AskAsync("""
        { orders(first: 1) { nodes { id displayFulfillmentStatus fulfillments { trackingInfo { company number url } }
          fulfillmentOrders(first: 3) { nodes { id status supportedActions { action } lineItems(first: 3) { nodes { id remainingQuantity } } } } } } }
        """)).Body["data"]!["orders"]!["nodes"]![0]!;

    private static JsonNode Place(JsonNode order) => order["fulfillmentOrders"]!["nodes"]![0]!;

    private static string PlaceId(JsonNode order) => (string)Place(order)["id"]!;

    private static int Remaining(JsonNode order) => (int)Place(order)["lineItems"]!["nodes"]![0]!["remainingQuantity"]!;

    private static (string, string, string) Tracked(JsonNode order)
    {
        var info = order["fulfillments"]![0]!["trackingInfo"]![0]!;
        return ((string)info["company"]!, (string)info["number"]!, (string)info["url"]!);
    }
}
