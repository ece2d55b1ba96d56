using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Documents;
using RetailConnect.Tests;
using static RetailConnect.Connectors.BusinessCentral.Tests.Samples;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

/// <summary>Channels count in an item's base unit; a line in another one is never told as if it were in that.</summary>
public sealed class UnitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ValueTask<WriteReceipt> Post(Connection erp, string number, params OrderLine[] lines) => erp.Part<IChangeSink<Order>>()!.WriteAsync(
        TestConnection.Envelope("web", Wire.Name, Change.Upserted("5001", "1", Order(lines)), number), Token);

    private static IReadOnlyList<string?> UnitsOf(string body, string lines) => [.. JsonNode.Parse(body)![lines]!.AsArray().Select(line => (string?)line!["unitOfMeasureCode"])];

    [Fact]
    public async Task Goods_are_sold_by_the_items_base_unit_which_is_asked_for_once()
    {
        var time = new FakeTimeProvider(Wire.Start);
        await using var wire = Wired().WithLocations().CountedBy(("A", "PCS"), ("B", "PAIR"));
        wire.Time = time;
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(30), 201);
        var erp = wire.Open();

        await Post(erp, "web-5001", Line("A", 1, 10), Line("B-RED", 1, 20));
        await Post(erp, "web-5002", Line("A", 3, 10));
        Assert.Equal(["PCS", "PAIR"], UnitsOf(wire.Bodies("POST")[0], "salesOrderLines"));
        Assert.Equal([$"GET {wire.Api}/items?$filter=number eq 'A' or number eq 'B'&$select=number,baseUnitOfMeasureCode"], wire.AskedForUnits);

        time.Advance(TimeSpan.FromHours(2));
        await Post(erp, "web-5003", Line("A", 3, 10));
        Assert.Equal(2, wire.AskedForUnits.Count);
    }

    /// <summary>An item without base unit is not refused: Business Central sells it as it did.</summary>
    [Fact]
    public async Task A_unit_that_nobody_knows_is_not_sent()
    {
        await using var wire = Wired().WithLocations().CountedBy(("A", ""));
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(12), 201);

        await wire.Open().Part<IChangeSink<Order>>()!.WriteAsync(
            TestConnection.Envelope("web", Wire.Name, Change.Upserted("5001", "1", Balanced(Order(Line("A", 1, 10)) with { Tip = Eur(2) })), "web-5001"), Token);

        Assert.DoesNotContain("unitOfMeasureCode", Assert.Single(wire.Bodies("POST")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returned_goods_are_credited_by_the_base_unit()
    {
        const string filter = "externalDocumentNumber eq 'web-5001'";
        await using var wire = Wired().WithLocations().CountedBy(("A", "PCS")).Link(EntityType.Order, "web", "web-5001", "5001").Link(EntityType.Order, Wire.Name, "web-5001", $"salesOrders/{Document}/web-5001")
            .Api200("salesOrders", Wire.Page(""), filter)
            .Api200("salesInvoices", Wire.Page($$"""{"id":"{{Variant}}","number":"INV-1","customerId":"{{Samples.Customer}}","pricesIncludeTax":true,"status":"Open"}"""), filter);
        wire.Answer("POST", $"{wire.Api}/salesCreditMemos", Answer(13), 201);

        await wire.Open().Part<IChangeSink<Return>>()!.WriteAsync(
            TestConnection.Envelope("web", Wire.Name, Change.Upserted("r-1", "1", Return(Back("A", 1, 10), Back(null, 1, 3))), "web-r-1"), Token);

        Assert.Equal(["PCS", null], UnitsOf(Assert.Single(wire.Bodies("POST")), "salesCreditMemoLines"));
    }

    [Theory]
    [InlineData("BOX", Reasons.UnitDiffers)]
    [InlineData("pcs", null)]
    [InlineData("", null)]
    public async Task A_shipment_in_another_unit_is_for_a_person(string unit, string? reason)
    {
        await using var wire = new Wire();
        wire.Api200("salesShipments", Wire.Page($$"""
            {"id":"30000000-0000-0000-0000-000000000001","number":"SS-1","externalDocumentNumber":"web-1","orderNumber":"SO-1","lastModifiedDateTime":"2026-11-22T10:00:00Z",
             "salesShipmentLines":[{"sequence":10000,"lineType":"Item","lineObjectNumber":"MUG","quantity":2,"unitOfMeasureCode":"{{unit}}"}]}
            """));
        wire.Api200("items", Wire.Page("""{"id":"10000000-0000-0000-0000-000000000002","number":"MUG","baseUnitOfMeasureCode":"PCS","itemVariants":[]}"""));

        var change = Assert.Single((await wire.Open().Part<IChangeSource<Shipment>>()!.ReadAsync(new(null, 250, TimeSpan.FromMinutes(2)), Token)).Changes);

        Assert.Equal((reason, reason is null ? 2m : null), (change.Fault?.Reason, change.Value?.Lines[0].Quantity.Value));
        Assert.True(reason is null || change.Fault!.Message.Contains("2 BOX of item 'MUG', and the channel counts PCS", StringComparison.Ordinal), change.Fault?.Message);
    }

    [Theory]
    [InlineData("BOX", Reasons.UnitDiffers)]
    [InlineData("PCS", null)]
    public async Task Without_the_stock_page_an_open_line_in_another_unit_makes_the_items_stock_unknown(string unit, string? reason)
    {
        await using var wire = new Wire();
        wire.Api200("items", Wire.Page("""{"id":"10000000-0000-0000-0000-000000000002","number":"MUG","inventory":30,"baseUnitOfMeasureCode":"PCS"},{"id":"10000000-0000-0000-0000-000000000003","number":"HAT","inventory":7,"baseUnitOfMeasureCode":"PCS"}"""));
        wire.Api200("salesOrders", Wire.Page($$"""{"id":"10000000-0000-0000-0000-000000000009","salesOrderLines":[{"lineType":"Item","lineObjectNumber":"MUG","quantity":2,"unitOfMeasureCode":"{{unit}}"}]}"""));
        wire.Api200("salesCreditMemos", Wire.Page(""));

        var changes = (await wire.Open(options => (options.StockPageRoute, options.DefaultLocation) = ("", "MAIN")).Part<IChangeSource<StockLevel>>()!.ReadAsync(new(null, 250, TimeSpan.FromMinutes(2)), Token)).Changes;

        Assert.Equal([(reason, reason is null ? 28m : null), (null, 7m)], changes.Select(change => (change.Fault?.Reason, change.Value?.Available.Value)));
    }

    /// <summary>One box is not one piece, also when the order was edited to one piece.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_order_whose_line_staff_turned_into_boxes_is_not_amended(int pieces)
    {
        const string place = "bbbbbbbb-0000-0000-0000-000000000001";
        var written = new DocumentBody { ExternalDocumentNumber = "web-5001", SalesOrderLines = [new() { LineType = "Item", LineObjectNumber = "A", Quantity = 1, UnitPrice = 10, LocationId = Guid.Parse(place) }] };
        var id = new DocumentId("salesOrders", Guid.Parse(Document), "web-5001", DocumentDigest.Of(written, new(10, "EUR"), "6830")).ToExternal().Value;
        await using var wire = Wired().WithLocations().CountedBy(("A", "PCS")).Api200("salesOrders", Wire.Page(Answer(10, extra: $",\"externalDocumentNumber\":\"WEB-5001\",\"customerId\":\"{Samples.Customer}\"")), "externalDocumentNumber eq 'web-5001'");
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})/salesOrderLines", Wire.Page(
            $$"""{"id":"10000000-0000-0000-0000-000000000001","sequence":10000,"lineType":"Item","lineObjectNumber":"A","locationId":"{{place}}","quantity":1,"unitPrice":10,"discountAmount":0,"unitOfMeasureCode":"BOX"}"""));

        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await wire.Open().Part<IAmendingSink<Order>>()!.AmendAsync(
            TestConnection.Envelope("web", Wire.Name, Change.Upserted("5001", "2", Order(Line("A", pieces, 10))), "web-5001", id), Token));

        Assert.Equal(Reasons.UnitDiffers, fault.Reason);
        Assert.Contains("by BOX, and its channel by PCS", fault.Message, StringComparison.Ordinal);
    }
}
