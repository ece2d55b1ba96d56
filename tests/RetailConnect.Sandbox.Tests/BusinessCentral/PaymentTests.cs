namespace RetailConnect.Sandbox.Tests.BusinessCentral;

public sealed class PaymentTests
{
    private readonly Erp erp = new();

    public PaymentTests() => erp.Simulator.AddPaymentJournal("WEB", "2920");

    private string Journal => $"{Erp.Company}customerPaymentJournals({(string)erp.Get("customerPaymentJournals", "$filter=code%20eq%20%27WEB%27&$select=id,code").Value[0]!["id"]!})/customerPayments";

    [Fact]
    public void A_payment_leaves_its_journal_when_it_is_posted_and_shows_in_the_invoice()
    {
        var invoice = Posted("R1");
        var made = erp.Send("POST", Journal, $$"""{"externalDocumentNumber":"R1","postingDate":"2026-05-04","amount":-20,"appliesToInvoiceId":"{{invoice}}","description":"Card"}""");
        Assert.Equal((201, -20m, 10000), (made.Status, (decimal)made.Json["amount"]!, (int)made.Json["lineNumber"]!));
        Assert.Equal("WALKIN", (string?)made.Json["customerNumber"]);
        Assert.Single(Lines("R1"));
        Assert.Empty(Lines("R2"));

        Assert.Equal(1, erp.Simulator.PostPayments("WEB"));

        Assert.Empty(Lines("R1"));
        Assert.Equal([("R1", 24m, 4m)], erp.Simulator.Invoices);
        Assert.Equal("Open", erp.Get("salesInvoices").Texts("status")[0]);
        erp.Send("POST", Journal, $$"""{"externalDocumentNumber":"R1","postingDate":"2026-05-04","amount":-4,"appliesToInvoiceId":"{{invoice}}"}""");
        erp.Simulator.PostPayments("WEB");
        Assert.Equal(("Paid", "0"), (erp.Get("salesInvoices").Texts("status")[0], erp.Get("salesInvoices").Texts("remainingAmount")[0]));
        Assert.Equal([("R1", -20m, true), ("R1", -4m, true)], erp.Simulator.Payments.Select(payment => (payment.Reference, payment.Amount, payment.Posted)));
    }

    [Fact]
    public void A_payment_that_a_clerk_changed_settles_as_it_is_then_and_one_that_was_deleted_nothing()
    {
        var invoice = Posted("R1");
        erp.Send("POST", Journal, $$"""{"externalDocumentNumber":"R1","amount":-24,"appliesToInvoiceId":"{{invoice}}"}""");
        Assert.Equal((1, 0), (erp.Simulator.ChangePayment("r1", -23.99m), erp.Simulator.ChangePayment("R2", null)));
        Assert.Equal(1, erp.Simulator.PostPayments("WEB"));
        Assert.Equal([("R1", 24m, 0.01m)], erp.Simulator.Invoices);
        erp.Send("POST", Journal, $$"""{"externalDocumentNumber":"R1","amount":-0.01,"appliesToInvoiceId":"{{invoice}}"}""");
        Assert.Equal(1, erp.Simulator.ChangePayment("R1", null));
        Assert.Equal(0, erp.Simulator.PostPayments("WEB"));
        Assert.Equal([("R1", 24m, 0.01m)], erp.Simulator.Invoices);
    }

    [Fact]
    public void A_payment_that_is_sent_twice_is_there_twice()
    {
        var invoice = Posted("R1");
        for (var times = 0; times < 2; times++)
        {
            Assert.Equal(201, erp.Send("POST", Journal, $$"""{"externalDocumentNumber":"R1","amount":-24,"appliesToInvoiceId":"{{invoice}}"}""").Status);
        }

        Assert.Equal(2, Lines("R1").Count);
    }

    [Theory]
    [InlineData("""{"amount":-1,"appliesToInvoiceId":"00000000-0000-4000-8000-000000000999"}""")]
    [InlineData("""{"amount":-1,"appliesToInvoiceId":"INVOICE","appliesToInvoiceNumber":"PSI-000999"}""")]
    [InlineData("""{"amount":-1,"customerNumber":"NOBODY"}""")]
    [InlineData("""{"amount":-1,"customerId":"00000000-0000-4000-8000-000000000999"}""")]
    [InlineData("""{"amount":-1,"journalId":"00000000-0000-4000-8000-000000000999"}""")]
    [InlineData("""{"amount":"-1"}""")]
    [InlineData("""{"amount":-1,"currencyCode":"USD"}""")]
    [InlineData("""{"amount":-1,"externalDocumentNumber":"123456789012345678901234567890123456"}""")]
    public void What_does_not_fit_is_refused(string body)
    {
        var invoice = Posted("R1");
        erp.Send("POST", Journal, body.Replace("INVOICE", invoice, StringComparison.Ordinal)).Refused(400);
        Assert.Empty(erp.Simulator.Payments);
    }

    [Fact]
    public void A_payment_with_the_wrong_sign_or_before_its_invoice_can_t_be_posted()
    {
        var invoice = Posted("R1");
        erp.Send("POST", Journal, $$"""{"amount":24,"appliesToInvoiceId":"{{invoice}}"}""");
        Assert.Throws<InvalidOperationException>(() => erp.Simulator.PostPayments("WEB"));
        Assert.Single(erp.Simulator.Payments, payment => !payment.Posted);
    }

    [Fact]
    public void An_order_that_is_not_posted_has_no_invoice_to_apply_to()
    {
        var order = erp.NewOrder("R1");
        erp.Send("POST", Journal, $$"""{"amount":-24,"appliesToInvoiceId":"{{order.Id}}"}""").Refused(400);
    }

    private System.Text.Json.Nodes.JsonArray Lines(string reference) => erp.Send("GET", $"{Journal}?$filter=externalDocumentNumber%20eq%20%27{reference}%27&$select=id,externalDocumentNumber,amount").Value;

    private string Posted(string reference)
    {
        var order = erp.NewOrder(reference);
        erp.Send("POST", $"{Erp.Company}salesOrders({order.Id})/Microsoft.NAV.shipAndInvoice");
        return (string)erp.Get("salesInvoices", $"$filter=externalDocumentNumber%20eq%20%27{reference}%27").Value[0]!["id"]!;
    }
}
