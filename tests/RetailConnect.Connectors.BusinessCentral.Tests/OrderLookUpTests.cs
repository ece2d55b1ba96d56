using RetailConnect.Tests;
using static RetailConnect.Connectors.BusinessCentral.Tests.Samples;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class OrderLookUpTests
{
    private const string Filter = "externalDocumentNumber eq 'web-5001'";

    private static async Task<WriteReceipt?> Find(Wire wire) => await wire.Open().Part<ILookUp<Order>>()!.FindAsync(
        TestConnection.Envelope("web", Wire.Name, Change.Upserted("5001", "1", Order(Line("A", 1, 10))), "web-5001"), TestContext.Current.CancellationToken);

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
