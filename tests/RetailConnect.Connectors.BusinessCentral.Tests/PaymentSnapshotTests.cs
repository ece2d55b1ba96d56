using System.Globalization;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

/// <summary>What journals and invoices show of an order's payments, as comparisons see it.</summary>
public sealed class PaymentSnapshotTests
{
    private const string Journal = "ffffffff-0000-0000-0000-000000000001";
    private const string Gifts = "ffffffff-0000-0000-0000-000000000002";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Lines that wait, what remains of the invoice over 100, and what counts as paid.</summary>
    [Theory]
    [InlineData(new[] { -100d }, 100, "100.00")]
    [InlineData(new[] { -60d, -40d }, 100, "100.00")]
    [InlineData(new double[0], 0, "100.00")]
    [InlineData(new[] { -40d }, 40, "100.00")]
    [InlineData(new[] { -99.99d }, 100, "99.99")]
    [InlineData(new[] { -100.01d }, 100, "100.01")]
    [InlineData(new[] { -100d, -100d }, 100, "200.00")]
    [InlineData(new[] { 100d }, 100, "-100.00")]
    [InlineData(new double[0], 70, "30.00")]
    [InlineData(new[] { -100d }, 70, "100.00")]
    [InlineData(new double[0], 100, null)]
    public async Task What_waits_in_journals_and_what_was_settled_is_paid(double[] lines, decimal remaining, string? paid)
    {
        await using var wire = Wired([.. lines.Select(amount => Line((decimal)amount))], [], Invoice(remaining));
        var seen = await ReadAsync(wire, "WEB-5001");
        Assert.Equal(paid is null ? [] : [("WEB-5001", "PSI-1", $"paid {paid} EUR")], seen.Select(item => (item.Key, item.Entity.Value, string.Join(", ", item.Fields.Select(field => $"{field.Name} {field.Value}")))));
    }

    [Theory]
    [InlineData("Draft", null)]
    [InlineData("In Review", null)]
    [InlineData("Canceled", null)]
    [InlineData("Paid", "100.00 EUR")]
    public async Task Only_a_posted_invoice_that_was_not_cancelled_settles(string status, string? paid)
    {
        await using var wire = Wired([], [], Invoice(0, status));
        Assert.Equal(paid, (await ReadAsync(wire, "WEB-5001")).SingleOrDefault()?.Fields[0].Value);
    }

    [Fact]
    public async Task All_journals_are_asked_once_for_several_orders_and_the_invoices_after_them()
    {
        await using var wire = Wired([Line(-70)], [Line(-30, "web-5001 ")], Invoice(100));
        Assert.Equal(["paid 100.00 EUR"], (await ReadAsync(wire, "WEB-5001", "WEB-5002")).Select(item => $"{item.Fields[0].Name} {item.Fields[0].Value}"));
        const string Asked = "$filter=externalDocumentNumber eq 'WEB-5001' or externalDocumentNumber eq 'WEB-5002'&$select=id";
        Assert.Equal(
            ["customerPaymentJournals?$select=id,code", $"customerPaymentJournals({Gifts})/customerPayments?{Asked}", $"customerPaymentJournals({Journal})/customerPayments?{Asked}", $"salesInvoices?{Asked}"],
            wire.Sent.Select(call => call.Replace($"GET {wire.Api}/", "", StringComparison.Ordinal)).Select(call => call.Contains("$filter", StringComparison.Ordinal) ? call[..(call.IndexOf("$select=id", StringComparison.Ordinal) + 10)] : call));
    }

    [Fact]
    public async Task Nothing_is_asked_for_when_nothing_is_wanted()
    {
        await using var wire = new Wire();
        Assert.Empty(await ReadAsync(wire));
        Assert.Empty(wire.Sent);
    }

    private static async Task<IReadOnlyList<Observation>> ReadAsync(Wire wire, params string[] keys)
    {
        var connection = wire.Open<BusinessCentralPaymentsConnector>(options =>
        {
            options.PaymentJournal = "WEB";
            options.PaymentJournals["giftcard"] = "GIFTS";
            options.PaymentJournals["cash"] = "web ";
        });
        var page = await connection.Part<ISnapshotSource<Order>>()!.ReadAsync(new(null, 100) { Keys = keys }, Token);
        Assert.Null(page.Next);
        return page.Observations;
    }

    private static Wire Wired(string[] lines, string[] gifts, string invoice) => new Wire()
        .Api200("salesInvoices", Wire.Page(invoice)).Api200($"customerPaymentJournals({Journal})/customerPayments", Wire.Page(string.Join(',', lines)))
        .Api200($"customerPaymentJournals({Gifts})/customerPayments", Wire.Page(string.Join(',', gifts)))
        .Api200("customerPaymentJournals", Wire.Page($$"""{"id":"{{Journal}}","code":"WEB"},{"id":"{{Gifts}}","code":"GIFTS"}"""));

    private static string Line(decimal amount, string reference = "WEB-5001") => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{Guid.Empty}}","externalDocumentNumber":"{{reference}}","amount":{{amount}}}""");

    private static string Invoice(decimal remaining, string status = "Open") => string.Create(
        CultureInfo.InvariantCulture, $$"""{"id":"{{Guid.Empty}}","number":"PSI-1","externalDocumentNumber":"WEB-5001","totalAmountIncludingTax":100,"remainingAmount":{{remaining}},"status":"{{status}}"}""");
}
