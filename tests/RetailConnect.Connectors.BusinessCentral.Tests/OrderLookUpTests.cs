using RetailConnect.Tests;
using static RetailConnect.Connectors.BusinessCentral.Tests.Samples;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class OrderLookUpTests
{
    private const string Filter = "externalDocumentNumber eq 'web-5001'";

    private static async Task<WriteReceipt?> Find(Wire wire, bool intended = false, string? target = null) => await wire.Open().Part<ILookUp<Order>>()!.FindAsync(
        TestConnection.Envelope("web", Wire.Name, Change.Upserted("5001", "1", Order(Line("A", 1, 10))), "web-5001", target) with { Intended = intended }, TestContext.Current.CancellationToken);

    /// <summary>A draft of 12 is there, though the order says 10.</summary>
    private static Wire Leftover(string line = """{"lineType":"Item","lineObjectNumber":"A","quantity":1,"unitPrice":10,"discountAmount":0}""", string status = "Draft")
    {
        var draft = Answer(12, extra: $",\"customerId\":\"{Samples.Customer}\"").Replace("Draft", status, StringComparison.Ordinal);
        var wire = Wired().WithLocations().Api200("salesOrders", Wire.Page(draft), Filter);
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})", draft);
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})/salesOrderLines", Wire.Page($$"""{"lineType":"Comment","quantity":0},{{line}}"""));
        return wire;
    }

    [Fact]
    public async Task Nothing_is_found_when_neither_an_order_nor_an_invoice_has_the_reference()
    {
        await using var wire = new Wire();
        wire.Api200("salesOrders", Wire.Page(""), Filter).Api200("salesInvoices", Wire.Page(""), Filter);

        Assert.Null(await Find(wire));
        Assert.Equal(2, wire.Sent.Count);
        Assert.All(wire.Sent, sent => Assert.Contains("$select=id,number,externalDocumentNumber", sent, StringComparison.Ordinal));
        Assert.EndsWith("status,pricesIncludeTax", wire.Sent[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_order_is_found()
    {
        await using var wire = new Wire();
        wire.Api200("salesOrders", Wire.Page(Answer(10)), Filter);
        Assert.Equal($"salesOrders/{Document}/web-5001", (await Find(wire))!.Id.Value);
    }

    [Fact]
    public async Task Order_that_was_posted_meanwhile_is_found_as_an_invoice()
    {
        await using var wire = new Wire();
        wire.Api200("salesOrders", Wire.Page(""), Filter).Api200("salesInvoices", Wire.Page($"{Answer(4, number: "INV-2")},{Answer(6, number: "INV-1")}"), Filter);
        Assert.Equal($"salesInvoices/{Document}/web-5001", (await Find(wire))!.Id.Value);
    }

    [Fact]
    public async Task Draft_with_another_total_is_left_for_a_person()
    {
        await using var wire = new Wire();
        wire.Api200("salesOrders", Wire.Page(Answer(12)), Filter);
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})", Answer(12));

        var fault = await Assert.ThrowsAsync<ConnectorException>(() => Find(wire));

        Assert.Equal((FaultKind.Rejected, Reasons.TotalDiffers), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task Draft_of_an_unfinished_write_does_not_stay_when_its_total_differs()
    {
        await using var wire = Leftover();
        wire.Answer("DELETE", $"{wire.Api}/salesOrders({Document})", "", 204);

        var fault = await Assert.ThrowsAsync<ConnectorException>(() => Find(wire, intended: true));

        Assert.Equal((FaultKind.Rejected, Reasons.TotalDiffers), (fault.Kind, fault.Reason));
        Assert.Equal("W/\"1\"", wire.Header("DELETE", "If-Match"));
    }

    [Theory]
    [InlineData("""{"lineType":"Item","lineObjectNumber":"A","quantity":1,"unitPrice":12,"discountAmount":0}""", "Draft")]
    [InlineData("""{"lineType":"Item","lineObjectNumber":"A","quantity":1,"unitPrice":10,"discountAmount":0},{"lineType":"Account","lineObjectNumber":"6840","quantity":1,"unitPrice":2}""", "Draft")]
    [InlineData("""{"lineType":"Item","lineObjectNumber":"A","quantity":1,"unitPrice":10,"discountAmount":0}""", "Open")]
    public async Task Draft_that_a_person_changed_or_released_stays(string line, string status)
    {
        await using var wire = Leftover(line, status);

        Assert.Equal(Reasons.TotalDiffers, (await Assert.ThrowsAsync<ConnectorException>(() => Find(wire, intended: true))).Reason);
        Assert.DoesNotContain(wire.Sent, sent => sent.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Draft_that_was_proven_before_stays_when_the_order_changed()
    {
        await using var wire = Leftover();

        Assert.Equal(Reasons.TotalDiffers, (await Assert.ThrowsAsync<ConnectorException>(() => Find(wire, intended: true, target: $"salesOrders/{Document}/web-5001"))).Reason);
        Assert.DoesNotContain(wire.Sent, sent => sent.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Draft_that_changes_at_this_moment_stays()
    {
        await using var wire = Leftover();
        wire.Answer("DELETE", $"{wire.Api}/salesOrders({Document})", """{"error":{"code":"Request_EntityChanged","message":"Another user has already changed the record."}}""", 409);

        Assert.Equal(Reasons.TotalDiffers, (await Assert.ThrowsAsync<ConnectorException>(() => Find(wire, intended: true))).Reason);
    }

    [Fact]
    public async Task Mending_that_a_crash_interrupted_is_finished()
    {
        await using var wire = new Wire();
        wire.Api200("salesOrders", Wire.Page(Answer(9.97m)), Filter);
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})", Answer(9.97m), to: "mended");
        wire.Answer("POST", $"{wire.Api}/salesOrders({Document})/salesOrderLines", "{}", 201);
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})", Answer(10), from: "mended");

        Assert.NotNull(await Find(wire));
        Assert.Contains("\"unitPrice\":0.03", Assert.Single(wire.Bodies("POST")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_orders_with_one_reference_are_reported()
    {
        await using var wire = new Wire();
        wire.Api200("salesOrders", Wire.Page($"{Answer(10)},{Answer(10)}"), Filter);
        Assert.Equal("duplicate-document", (await Assert.ThrowsAsync<ConnectorException>(() => Find(wire))).Reason);
    }
}
