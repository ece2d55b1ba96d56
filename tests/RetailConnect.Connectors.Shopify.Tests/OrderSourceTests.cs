using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Tests;
using static RetailConnect.Connectors.Shopify.Tests.Samples;

namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class OrderSourceTests
{
    private static readonly ReadRequest FromStart = new(null, 250, TimeSpan.FromMinutes(2));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Rich() => Order(
        $"{Line(1, 25m, 2, discounts: $"{Discount(5m)},{Discount(1m)}", taxes: Tax(7.33m))},{Line(2, 20m, sku: null, variant: "null", giftCard: true)},{Line(3, 3m, sku: null, variant: "null")}",
        total: 76m, shipping: Charge(10m, Discount(2m)), tip: 1m, rounding: -0.05m,
        transactions: $"{Transaction(1, "AUTHORIZATION", "SUCCESS", 77m)},{Transaction(2, "CAPTURE", "SUCCESS", 57m)},{Transaction(3, "SALE", "SUCCESS", 20m, "gift_card")},{Transaction(4, "SALE", "FAILURE", 20m, "cash")},{Transaction(5, "REFUND", "SUCCESS", 5m)}");

    [Fact]
    public async Task Order_is_mapped_as_it_was_placed()
    {
        await using var wire = new Wire().Data("OrdersById", $$"""{"nodes":[{{Rich()}}]}""");
        var change = Assert.Single(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token));
        Snapshot.Match(change.Value!, "order-rich");
        Assert.Null(OrderTotals.Imbalance(change.Value!));
        Assert.Equal("2026-11-22T11:00:00Z", change.Version);
        Assert.Equal(OrderId, wire.Variables("OrdersById")[0]["ids"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Order_with_added_tax_balances_in_a_currency_of_three_decimals()
    {
        var order = Order($"{Line(1, 1.125m, 3, taxes: $$"""{"title":"VAT","rate":0.05,"priceSet":{{Bag(0.169m, "KWD", "KWD")}} }""")}".Replace("\"EUR\"", "\"KWD\"", StringComparison.Ordinal).Replace("\"GBP\"", "\"KWD\"", StringComparison.Ordinal), 3.544m)
            .Replace("\"EUR\"", "\"KWD\"", StringComparison.Ordinal).Replace("\"GBP\"", "\"KWD\"", StringComparison.Ordinal).Replace("\"taxesIncluded\":true", "\"taxesIncluded\":false", StringComparison.Ordinal);
        await using var wire = new Wire().Data("OrdersById", $$"""{"nodes":[{{order}}]}""");
        var value = Assert.Single(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token)).Value!;
        Assert.Equal(new Money(3.544m, "KWD"), value.Total.Shop);
        Assert.Equal(value.Total.Shop, OrderTotals.Compute(value).Shop);
    }

    [Fact]
    public async Task Later_refunds_do_not_move_the_order()
    {
        await using var wire = new Wire();
        wire.Data("OrdersById", $$"""{"nodes":[{{Order(Line(1, 25m), 25m)}}]}""");
        wire.Data("OrdersById", $$"""{"nodes":[{{Order(Line(1, 25m), 25m, transactions: Transaction(9, "REFUND", "SUCCESS", 25m)).Replace("\"PAID\"", "\"REFUNDED\"", StringComparison.Ordinal)}}]}""");
        var source = wire.Open().Part<IEntitySource<Order>>()!;
        var before = Assert.Single(await source.ReadAsync([OrderId], Token)).Value!;
        var after = Assert.Single(await source.ReadAsync([OrderId], Token)).Value!;
        Assert.Equal(CanonicalJson.Serialize(before), CanonicalJson.Serialize(after));
    }

    [Fact]
    public async Task Lines_added_by_an_edit_balance_with_the_later_total()
    {
        await using var wire = new Wire();
        wire.Data("OrdersById", $$"""{"nodes":[{{Order($"{Line(1, 25m)},{Line(2, 5m)}", 25m, laterSet: Bag(30m))}},{{Order(Line(1, 25m), 25m, laterSet: Bag(20m))}},{{Order(Line(1, 7m), 25m, laterSet: Bag(30m))}}]}""");
        var orders = await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token);
        Assert.Equal([30m, 25m, 25m], orders.Select(change => change.Value!.Total.Shop.Amount));
        Assert.Equal([true, true, false], orders.Select(change => OrderTotals.Imbalance(change.Value!) is null));
    }

    [Fact]
    public async Task Pages_go_through_a_window_and_the_next_one_overlaps()
    {
        await using var wire = new Wire();
        wire.Data("OrderVersions", $$"""{"page":{{Wire.Page(Version(OrderId), "c1")}} }""").Data("OrderVersions", $$"""{"page":{{Wire.Page("")}} }""").Data("OrderVersions", $$"""{"page":{{Wire.Page("")}} }""");
        wire.Data("OrdersById", $$"""{"nodes":[{{Order(Line(1, 1m), 1m)}}]}""");
        var source = wire.Open().Part<IChangeSource<Order>>()!;
        var first = await source.ReadAsync(FromStart, Token);
        var second = await source.ReadAsync(FromStart with { After = first.Next }, Token);
        await source.ReadAsync(FromStart with { After = second.Next, PageSize = 2 }, Token);
        Assert.Equal((true, false), (first.More, second.More));
        Assert.Equal(["""{"first":60}""", """{"first":60,"after":"c1"}""", """{"first":2,"query":"updated_at:\u003E=\u00272026-11-23T07:58:00Z\u0027"}"""], wire.Variables("OrderVersions").Select(node => node.ToJsonString()));
    }

    /// <summary>Nothing was heard of the vendor when the window was opened, and the host's clock is ahead: what changes until then must not fall between two windows.</summary>
    [Fact]
    public async Task The_next_window_begins_by_the_vendors_clock_from_the_first_read_on()
    {
        var world = new FakeTimeProvider(Wire.Start);
        await using var wire = new Wire { Time = new HostClock(world) { Offset = TimeSpan.FromMinutes(24) }, VendorTime = world };
        wire.Data("OrderVersions", $$"""{"page":{{Wire.Page("")}} }""").Data("OrderVersions", $$"""{"page":{{Wire.Page("")}} }""");
        var source = wire.Open().Part<IChangeSource<Order>>()!;
        var first = await source.ReadAsync(FromStart, Token);
        await source.ReadAsync(FromStart with { After = first.Next }, Token);
        Assert.Equal("""{"first":60,"query":"updated_at:\u003E=\u00272026-11-23T07:58:00Z\u0027"}""", wire.Variables("OrderVersions")[1].ToJsonString());
    }

    [Theory]
    [InlineData("2026-11-22T11:00:00Z", 1)]
    [InlineData("2026-11-23T07:59:58Z", 2)]
    public async Task Overlapping_poll_reads_anew_only_what_may_still_change_under_its_version(string updatedAt, int reads)
    {
        await using var wire = new Wire();
        var order = Order(Line(1, 1m), 1m).Replace("2026-11-22T11:00:00Z", updatedAt, StringComparison.Ordinal);
        for (var i = 0; i < 2; i++)
        {
            wire.Data("OrderVersions", $$"""{"page":{{Wire.Page(Version(OrderId, updatedAt))}} }""");
        }

        for (var i = 0; i < reads; i++)
        {
            wire.Data("OrdersById", $$"""{"nodes":[{{order}}]}""");
        }

        var source = wire.Open().Part<IChangeSource<Order>>()!;
        var first = Assert.Single((await source.ReadAsync(FromStart, Token)).Changes);
        var second = Assert.Single((await source.ReadAsync(FromStart, Token)).Changes);
        Assert.Equal(first.Version, second.Version);
        Assert.Equal(CanonicalJson.Serialize(first.Value!), CanonicalJson.Serialize(second.Value!));
    }

    [Fact]
    public async Task New_version_is_read_anew_and_a_page_keeps_its_order()
    {
        await using var wire = new Wire();
        const string Other = "gid://shopify/Order/5002";
        wire.Data("OrderVersions", $$"""{"page":{{Wire.Page(Version(OrderId))}} }""").Data("OrdersById", $$"""{"nodes":[{{Order(Line(1, 1m), 1m)}}]}""");
        wire.Data("OrderVersions", $$"""{"page":{{Wire.Page($"{Version(Other)},{Version(OrderId)}")}} }""").Data("OrdersById", $$"""{"nodes":[{{Order(Line(1, 1m), 1m, id: Other)}}]}""");
        wire.Data("OrderVersions", $$"""{"page":{{Wire.Page(Version(OrderId, "2026-11-22T12:00:00Z"))}} }""").Data("OrdersById", """{"nodes":[null]}""");
        var source = wire.Open().Part<IChangeSource<Order>>()!;
        await source.ReadAsync(FromStart, Token);
        Assert.Equal([Other, OrderId], (await source.ReadAsync(FromStart, Token)).Changes.Select(change => change.Entity.Value));
        Assert.Empty((await source.ReadAsync(FromStart, Token)).Changes);
        Assert.Equal([OrderId, Other, OrderId], wire.Variables("OrdersById").Select(node => Assert.Single(node["ids"]!.AsArray())!.GetValue<string>()));
    }

    [Fact]
    public async Task What_does_not_fit_into_the_page_is_read_on()
    {
        await using var wire = new Wire();
        wire.Data("OrdersById", $$"""{"nodes":[{{Order(Line(1, 1m), 6m, next: "l1", shipping: Charge(1m), shippingNext: "s1")}}]}""");
        wire.Data("OrderLines", $$"""{"node":{"rest":{{Wire.Page(Line(2, 1m), "l2")}} } }""").Data("OrderLines", $$"""{"node":{"rest":{{Wire.Page(Line(3, 1m))}} } }""");
        wire.Data("OrderShipping", $$"""{"node":{"rest":{{Wire.Page(Charge(2m))}} } }""");
        var order = Assert.Single(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token)).Value!;
        Assert.Equal([1, 2, 3], order.Lines.Select(line => int.Parse(line.Id.Value[^1..], null)));
        Assert.Null(OrderTotals.Imbalance(order));
        Assert.Equal(["l1", "l2"], wire.Variables("OrderLines").Select(node => node["after"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Cursor_that_does_not_advance_is_rejected()
    {
        await using var wire = new Wire();
        wire.Data("OrdersById", $$"""{"nodes":[{{Order(Line(1, 1m), 1m, next: "l1")}}]}""").Data("OrderLines", $$"""{"node":{"rest":{{Wire.Page("", "l1")}} } }""");
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token));
        Assert.Equal("cursor-stuck", fault.Reason);
    }

    [Fact]
    public async Task Lines_sent_from_another_place_name_it()
    {
        await using var wire = new Wire();
        wire.Data("OrdersById", $$"""{"nodes":[{{Order($"{Line(1, 1m)},{Line(2, 1m)},{Line(3, 1m)}", 3m, places: $"{Place(1, Here)},{Place(2, There)}")}}]}""");
        wire.Data("OrderPlaces", $$"""{"node":{"rest":{{Wire.Page($"{Place(0, There, "CANCELLED", Wire.Page(""))},{Place(1, Here, lines: Wire.Page(Sends(1, 1)))},{Place(2, There, lines: Wire.Page(Sends(2, 1), "p1"))}")}} } }""");
        wire.Data("PlaceLines", $$"""{"node":{"rest":{{Wire.Page(Sends(3, 1))}} } }""");
        var order = Assert.Single(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token)).Value!;
        Assert.Equal(Here, order.Location?.Value);
        Assert.Equal([null, There, There], order.Lines.Select(line => line.Location?.Value));
        Assert.Equal("gid://shopify/FulfillmentOrder/2", wire.Variables("PlaceLines")[0]["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Line_that_several_places_send_is_split_by_what_each_sends()
    {
        await using var wire = new Wire();
        wire.Data("OrdersById", $$"""{"nodes":[{{Order($"{Line(1, 10m, 5, discounts: Discount(1m), taxes: Tax(8.17m))},{Line(2, 1m)}", 50m, places: $"{Place(1, Here)},{Place(2, There)}")}}]}""");
        wire.Data("OrderPlaces", $$"""{"node":{"rest":{{Wire.Page($"{Place(1, Here, lines: Wire.Page($"{Sends(1, 2)},{Sends(2, 1)}"))},{Place(2, There, lines: Wire.Page(Sends(1, 3)))}")}} } }""");

        var order = Assert.Single(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token)).Value!;

        Assert.Equal([("gid://shopify/LineItem/1", 2m, null), ($"gid://shopify/LineItem/1@{There}", 3m, There), ("gid://shopify/LineItem/2", 1m, null)], order.Lines.Select(line => (line.Id.Value, line.Quantity.Value, line.Location?.Value)));
        Assert.Equal([0.4m, 0.6m], order.Lines.Take(2).Select(line => line.Discounts.Single().Amount.Shop.Amount));
        Assert.Equal(8.17m, order.Lines.Take(2).Sum(line => line.Taxes.Single().Amount.Shop.Amount));
        Assert.Null(OrderTotals.Imbalance(order));
    }

    [Theory]
    [InlineData(9, 9, "There 5")]
    [InlineData(0, 1, "There 5")]
    [InlineData(1, 1, "Here 4,There 1")]
    [InlineData(1, 0, "Here 5")]
    public void Places_never_send_more_or_less_than_the_line_sells(int here, int there, string expected)
    {
        var order = System.Text.Json.JsonSerializer.Deserialize(
            Order(Line(1, 1m, 5), 5m, places: $"{Place(1, Here, lines: Wire.Page(Sends(1, here)))},{Place(2, There, lines: Wire.Page(Sends(1, there)))}"), Api.ShopifyJson.Default.WireOrder)!;

        var lines = Orders.OrderMapper.Map(order).Lines;

        Assert.Equal(expected, string.Join(',', lines.Select(line => $"{(line.Location?.Value == There ? "There" : "Here")} {line.Quantity}")));
    }

    [Fact]
    public async Task Free_shipping_is_no_discount_of_the_goods()
    {
        await using var wire = new Wire().Data("OrdersById", $$"""{"nodes":[{{Order(Line(1, 25m), 26m, shipping: Charge(4.95m, Discount(3.95m)))}}]}""");
        var order = Assert.Single(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token)).Value!;
        Assert.Equal(1m, Assert.Single(order.Shipping).Amount.Shop.Amount);
        Assert.Empty(order.Discounts);
        Assert.Null(OrderTotals.Imbalance(order));
    }

    [Fact]
    public async Task Fulfilments_are_read_with_tracking_and_lines()
    {
        await using var wire = new Wire();
        var shipments = string.Join(',', Shipment(1, $"{Shipped(1, 2)}", next: "f1"), Shipment(2, Shipped(2, 1), "CANCELLED"), Shipment(3, Shipped(2, 1), "OPEN", ""), Shipment(4, Shipped(2, 0), tracking: """{"company":"A","number":null},{"company":"B","number":"2"}"""));
        wire.Data("OrdersById", $$"""{"nodes":[{{Order($"{Line(1, 10m, 3)},{Line(2, 1m)}", 31m, shipments: shipments)}}]}""");
        wire.Data("FulfillmentLines", $$"""{"node":{"rest":{{Wire.Page(Shipped(2, 1))}} } }""");

        var order = Assert.Single(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token)).Value!;

        Assert.Equal([("1", "DHL", "JD0001"), ("3", null, null), ("4", "B", "2")], order.Fulfillments.Select(sent => (sent.Id.Value[^1..], sent.Carrier, sent.TrackingNumber)));
        Assert.All(order.Fulfillments, sent => Assert.Equal(Here, sent.Location?.Value));
        Assert.Equal([new("gid://shopify/LineItem/1", 2), new("gid://shopify/LineItem/2", 1)], order.Fulfillments[0].Lines);
        Assert.Empty(order.Fulfillments[2].Lines);
        Assert.Equal("""{"id":"gid://shopify/Fulfillment/1","after":"f1"}""", wire.Variables("FulfillmentLines")[0].ToJsonString());
    }

    [Fact]
    public async Task Fulfilment_in_a_state_that_nobody_knows_is_for_a_person()
    {
        await using var wire = new Wire().Data("OrdersById", $$"""{"nodes":[{{Order(Line(1, 1m), 1m, shipments: Shipment(1, "", "SOMETHING_NEW"))}}]}""");
        Assert.Equal(Reasons.UnknownValue, Assert.Single(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token)).Fault!.Reason);
    }

    [Fact]
    public async Task Bad_order_is_unreadable_and_the_page_goes_on()
    {
        var currency = Order(Line(1, 1m), 1m, id: "gid://shopify/Order/1", totalSet: Bag(1m, "ZZZ"));
        var amount = Order(Line(1, 1m), 1m, id: "gid://shopify/Order/2", totalSet: Bag(1m).Replace("\"1\"", "\"1e9999\"", StringComparison.Ordinal));
        var shape = Order(Line(1, 1m), 1m, id: "gid://shopify/Order/3").Replace("\"quantity\":1", "\"quantity\":\"one\"", StringComparison.Ordinal);
        var missing = Order(Line(1, 1m), 1m, id: "gid://shopify/Order/4").Replace("\"taxesIncluded\":true,", "", StringComparison.Ordinal);
        await using var wire = new Wire().Data("OrderVersions", $$"""{"page":{{Wire.Page(string.Join(',', Enumerable.Range(1, 4).Select(number => Version($"gid://shopify/Order/{number}")).Append(Version(OrderId))))}} }""");
        wire.Data("OrdersById", $$"""{"nodes":[{{string.Join(',', currency, amount, shape, missing, Order(Line(1, 1m), 1m))}}]}""");
        var page = await wire.Open().Part<IChangeSource<Order>>()!.ReadAsync(FromStart, Token);
        Assert.Equal([Reasons.UnsupportedCurrency, Reasons.UnknownValue, Reasons.UnknownValue, Reasons.UnknownValue, null], page.Changes.Select(change => change.Fault?.Reason));
        Assert.All(page.Changes.Take(4), change => Assert.Equal((FaultKind.Rejected, "2026-11-22T11:00:00Z", false), (change.Fault!.Kind, change.Version, change.IsDelete)));
        Assert.NotNull(page.Changes[4].Value);
    }

    [Fact]
    public async Task Hostile_lines_are_kept_for_the_pipeline_to_judge()
    {
        var lines = string.Join(',', Line(1, 1m, sku: "\"  \""), Line(2, 0m, 0), Line(3, 1m, -1), Line(4, -1m), Line(4, 1m, sku: "\" A \""));
        await using var wire = new Wire().Data("OrdersById", $$"""{"nodes":[{{Order(lines, 999m)}}]}""");
        var order = Assert.Single(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token)).Value!;
        Assert.Equal(["", "SHIRT-RED", "SHIRT-RED", "SHIRT-RED", "A"], order.Lines.Select(line => line.Sku!.Value.Value));
        Assert.Equal([1m, 0m, -1m, 1m, 1m], order.Lines.Select(line => line.Quantity.Value));
        Assert.NotNull(OrderTotals.Imbalance(order));
        Assert.Contains("👕", order.Lines[0].Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_that_are_no_orders_are_left_out()
    {
        await using var wire = new Wire().Data("OrdersById", """{"nodes":[null,{}]}""");
        Assert.Empty(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync(["gid://shopify/Order/404", "gid://shopify/Product/1"], Token));
    }

    [Theory]
    [InlineData("PAID", "FULFILLED", null, OrderStatus.Completed)]
    [InlineData("PARTIALLY_REFUNDED", "FULFILLED", null, OrderStatus.Completed)]
    [InlineData("PENDING", "FULFILLED", null, OrderStatus.Open)]
    [InlineData("PAID", "PARTIALLY_FULFILLED", null, OrderStatus.Open)]
    [InlineData("PAID", "FULFILLMENT_NOT_REQUIRED", null, OrderStatus.Completed)]
    [InlineData(null, "UNFULFILLED", null, OrderStatus.Open)]
    [InlineData("VOIDED", "FULFILLED", "2026-11-22T10:30:00Z", OrderStatus.Cancelled)]
    public async Task Status_follows_money_and_goods(string? money, string goods, string? cancelled, OrderStatus expected)
    {
        var order = JsonNode.Parse(Order(Line(1, 1m), 1m))!;
        (order["displayFinancialStatus"], order["displayFulfillmentStatus"], order["cancelledAt"]) = (money, goods, cancelled);
        await using var wire = new Wire().Data("OrdersById", $$"""{"nodes":[{{order.ToJsonString()}}]}""");
        Assert.Equal(expected, Assert.Single(await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId], Token)).Value!.Status);
    }

    [Theory]
    [InlineData("displayFinancialStatus")]
    [InlineData("displayFulfillmentStatus")]
    public async Task State_that_nobody_knows_is_for_a_person_and_the_next_order_goes_on(string field)
    {
        var (odd, plain) = (JsonNode.Parse(Order(Line(1, 1m), 1m))!, Order(Line(1, 1m), 1m));
        odd[field] = "SOMETHING_NEW";
        await using var wire = new Wire().Data("OrdersById", $$"""{"nodes":[{{odd.ToJsonString()}},{{plain}}]}""");
        var changes = await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync([OrderId, OrderId], Token);
        Assert.Equal(Reasons.UnknownValue, changes[0].Fault!.Reason);
        Assert.Contains("SOMETHING_NEW", changes[0].Fault!.Message, StringComparison.Ordinal);
        Assert.NotNull(changes[1].Value);
    }
}
