using System.Text.Json.Nodes;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Documents;
using RetailConnect.Tests;
using static RetailConnect.Connectors.BusinessCentral.Tests.Samples;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

/// <summary>What goes over the wire when an order changes after its sales order was written.</summary>
public sealed class AmendmentTests
{
    private const string Filter = "externalDocumentNumber eq 'web-5001'";
    private const string First = "10000000-0000-0000-0000-000000000001";
    private const string Second = "10000000-0000-0000-0000-000000000002";

    private static string ItemLine(string id, string number, decimal quantity, decimal shipped = 0) =>
        $$"""{"id":"{{id}}","sequence":10000,"lineType":"Item","lineObjectNumber":"{{number}}","itemVariantId":"00000000-0000-0000-0000-000000000000","locationId":"bbbbbbbb-0000-0000-0000-000000000001","quantity":{{quantity}},"unitPrice":10,"discountAmount":0,"shippedQuantity":{{shipped}}}""";

    /// <summary>A sales order of two units of A, as we wrote it, and how its total and lines are after the change.</summary>
    private static Wire Written(decimal after, string lines, string? later = null)
    {
        var wire = Wired().WithLocations().Api200("salesOrders", Wire.Page(Written(20)), Filter);
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})/salesOrderLines", Wire.Page(lines), to: "later");
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})/salesOrderLines", Wire.Page(later ?? lines), from: "later");
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})", Written(after));
        return wire;
    }

    private static string Written(decimal total) => Answer(total, extra: $",\"externalDocumentNumber\":\"WEB-5001\",\"customerId\":\"{Samples.Customer}\"");

    private static string Batch(params int[] statuses) =>
        $$"""{"responses":[{{string.Join(',', statuses.Select((status, id) => $$$"""{"id":"{{{id}}}","status":{{{status}}}{{{(status < 400 ? "" : ",\"body\":{\"error\":{\"code\":\"Request_EntityChanged\",\"message\":\"Another user has already changed the record.\"}}")}}}}"""))}}]}""";

    private static string Path(Wire wire) => $"{wire.Api[..wire.Api.IndexOf("/companies", StringComparison.Ordinal)]}/$batch";

    /// <summary>The id of a sales order that was written with two units of A.</summary>
    private static string WrittenId()
    {
        var body = new DocumentBody
        {
            ExternalDocumentNumber = "web-5001", SalesOrderLines = [new() { LineType = "Item", LineObjectNumber = "A", Quantity = 2, UnitPrice = 10, LocationId = Guid.Parse("bbbbbbbb-0000-0000-0000-000000000001") }],
        };
        return new DocumentId("salesOrders", Guid.Parse(Document), "web-5001", DocumentDigest.Of(body, new(20, "EUR"), "6830")).ToExternal().Value;
    }

    private static async Task<WriteReceipt> Amend(Wire wire, Order order, string? target = null) => await wire.Open().Part<IAmendingSink<Order>>()!.AmendAsync(
        TestConnection.Envelope("web", Wire.Name, Change.Upserted(order.Id, "2", order), "web-5001", target ?? WrittenId()), TestContext.Current.CancellationToken);

    private static async Task<ConnectorException> Refused(Wire wire, Order order, string? target = null) => await Assert.ThrowsAsync<ConnectorException>(() => Amend(wire, order, target));

    [Fact]
    public async Task All_lines_change_in_one_transaction_that_holds_only_for_the_document_that_was_read()
    {
        await using var wire = Written(after: 30, ItemLine(First, "A", 2));
        wire.Answer("POST", Path(wire), Batch(200, 200, 201));
        var receipt = await Amend(wire, Balanced(Order(Line("A", 1, 10), Line("B-RED", 1, 20m))));

        Assert.Equal("snapshot", wire.Header("POST", "Isolation"));
        Snapshot.MatchText(OrderSinkTests.Indent(Assert.Single(wire.Bodies("POST"))), "amendment");
        Assert.NotEqual(WrittenId(), receipt.Id.Value);
        Assert.EndsWith("/web-5001", receipt.Id.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_is_as_it_shall_be_is_left_alone()
    {
        await using var wire = Written(after: 20, ItemLine(First, "A", 2));
        Assert.Equal(WrittenId(), (await Amend(wire, Balanced(Order(Line("A", 2, 10))))).Id.Value);
        Assert.DoesNotContain(wire.Sent, sent => !sent.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transaction_that_meets_a_change_is_a_conflict_and_took_no_effect()
    {
        await using var wire = Written(after: 10, ItemLine(First, "A", 2));
        wire.Answer("POST", Path(wire), Batch(409));
        var fault = await Refused(wire, Balanced(Order(Line("A", 1, 10))));
        Assert.Equal((FaultKind.Conflict, false), (fault.Kind, fault.MayHaveTakenEffect));
    }

    [Fact]
    public async Task A_batch_that_is_answered_in_part_is_in_doubt()
    {
        await using var wire = Written(after: 10, ItemLine(First, "A", 2));
        wire.Answer("POST", Path(wire), Batch(200));
        var fault = await Refused(wire, Balanced(Order(Line("A", 1, 10))));
        Assert.Equal((FaultKind.Transient, true), (fault.Kind, fault.MayHaveTakenEffect));
    }

    [Fact]
    public async Task Lines_are_put_back_when_the_total_is_not_that_of_the_channel()
    {
        await using var wire = Written(after: 11, ItemLine(First, "A", 2), later: ItemLine(First, "A", 1));
        wire.Answer("POST", Path(wire), Batch(200, 200));
        var fault = await Refused(wire, Balanced(Order(Line("A", 1, 10))));

        Assert.Equal(Reasons.TotalDiffers, fault.Reason);
        Assert.Equal([1m, 2m], wire.Bodies("POST").Select(body => (decimal)JsonNode.Parse(body)!["requests"]![1]!["body"]!["quantity"]!));
    }

    [Theory]
    [InlineData(0, "changed-in-target")]
    [InlineData(2, "released-already")]
    public async Task What_somebody_changed_or_shipped_is_for_a_person(int shipped, string reason)
    {
        await using var wire = Written(after: 10, ItemLine(First, "A", shipped == 0 ? 3 : 2, shipped));
        var fault = await Refused(wire, Balanced(Order(Line("A", 1, 10))));
        Assert.Equal((FaultKind.Rejected, reason), (fault.Kind, fault.Reason));
        Assert.NotNull(fault.Advice);
    }

    [Fact]
    public async Task Nobody_knows_how_a_document_was_that_was_noted_without_its_mark()
    {
        await using var wire = Written(after: 10, ItemLine(First, "A", 2));
        Assert.Equal("changed-in-target", (await Refused(wire, Balanced(Order(Line("A", 1, 10))), $"salesOrders/{Document}/web-5001")).Reason);
    }

    [Fact]
    public async Task A_called_off_order_is_deleted_under_the_version_that_was_read()
    {
        await using var wire = Written(after: 20, ItemLine(First, "A", 2));
        wire.Answer("DELETE", $"{wire.Api}/salesOrders({Document})", "", 204);
        await Amend(wire, Balanced(Order(Line("A", 2, 10))) with { Status = OrderStatus.Cancelled });
        Assert.Equal((string?)JsonNode.Parse(Written(20))!["@odata.etag"], wire.Header("DELETE", "If-Match"));
    }

    [Fact]
    public async Task A_called_off_order_that_is_gone_is_done()
    {
        await using var wire = new Wire();
        wire.Api200("salesOrders", Wire.Page(""), Filter).Api200("salesInvoices", Wire.Page(""), Filter);
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})", """{"error":{"code":"BadRequest_ResourceNotFound","message":"No entity with this key was found."}}""", 404);
        Assert.Equal(WrittenId(), (await Amend(wire, Balanced(Order(Line("A", 2, 10))) with { Status = OrderStatus.Cancelled })).Id.Value);
        Assert.Equal("deleted-in-target", (await Refused(wire, Balanced(Order(Line("A", 1, 10))))).Reason);
    }

    [Fact]
    public async Task A_document_that_somebody_gave_another_reference_is_not_taken_for_deleted()
    {
        await using var wire = new Wire();
        wire.Api200("salesOrders", Wire.Page(""), Filter).Api200("salesInvoices", Wire.Page(""), Filter);
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})", Answer(20, extra: ",\"externalDocumentNumber\":\"PO-1\""));
        Assert.Equal("changed-in-target", (await Refused(wire, Balanced(Order(Line("A", 2, 10))) with { Status = OrderStatus.Cancelled })).Reason);
    }

    [Theory]
    [InlineData("Open")]
    [InlineData("In Review")]
    public async Task A_released_document_is_the_warehouses(string status)
    {
        await using var wire = Wired().WithLocations().Api200("salesOrders", Wire.Page(Written(20).Replace("Draft", status, StringComparison.Ordinal)), Filter);
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})/salesOrderLines", Wire.Page(ItemLine(First, "A", 2)));
        Assert.Equal("released-already", (await Refused(wire, Balanced(Order(Line("A", 2, 10))) with { Status = OrderStatus.Cancelled })).Reason);
        Assert.Equal("released-already", (await Refused(wire, Balanced(Order(Line("A", 1, 10))))).Reason);
    }

    [Fact]
    public async Task Lines_that_are_right_under_a_total_that_is_not_are_told_as_that()
    {
        await using var wire = Written(after: 21, ItemLine(First, "A", 2));
        var same = await Refused(wire, Order(Line("A", 2, 10)) with { Total = Eur(25) });
        Assert.Equal(Reasons.TotalDiffers, same.Reason);
        Assert.Contains("are those of the channel", same.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_keeps_what_is_right_and_changes_adds_and_removes_the_rest()
    {
        OpenLine[] found = [Open(First, "A", 2), Open(Second, "B", 1), new() { LineType = "Comment" }, Open(First, "C", 1)];
        var plan = AmendmentPlan.Between(found, [Wanted("A", 2), Wanted("B", 3), Wanted("D", 1)]);
        Assert.Equal(["1 x B at 10 becomes 3 x B at 10", "add 1 x D at 10", "remove 1 x C at 10"], plan.Steps.Select(step => step.ToString()));
        Assert.Empty(AmendmentPlan.Between([Open(First, "A", 1), Open(Second, "A", 2)], [Wanted("A", 2), Wanted("A", 1)]).Steps);
    }

    private static OpenLine Open(string id, string number, decimal quantity) => new() { Id = Guid.Parse(id), LineType = "Item", LineObjectNumber = number, Quantity = quantity, UnitPrice = 10 };

    private static DocumentLine Wanted(string number, decimal quantity) => new() { LineType = "Item", LineObjectNumber = number, Quantity = quantity, UnitPrice = 10 };
}
