using RetailConnect.Tests;
using static RetailConnect.Connectors.BusinessCentral.Tests.Samples;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class PaymentSinkTests
{
    private const string Reference = "web-5001";
    private const string Journal = "ffffffff-0000-0000-0000-000000000001";
    private const string Gifts = "ffffffff-0000-0000-0000-000000000002";
    private const string Invoice = "eeeeeeee-0000-0000-0000-000000000009";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Envelope<Order> Envelope(Order order) => TestConnection.Envelope("web", Wire.Name, Change.Upserted("5001", "1", order), Reference);

    private static Order Paid(params (decimal Amount, PaymentKind Kind, string? Gateway)[] payments) => Order(Line("A", 1, 100)) with
    {
        Payments = [.. payments.Select((payment, index) => new Payment($"p-{index}", payment.Kind, Eur(payment.Amount), payment.Gateway))],
    };

    private static Order Card(decimal amount = 100) => Paid((amount, PaymentKind.Card, "shopify_payments"));

    [Fact]
    public async Task Payments_of_a_posted_order_become_lines_applied_to_its_invoice()
    {
        await using var wire = Wired(Posted()).Api200($"customerPaymentJournals({Gifts})/customerPayments", Wire.Page(""));
        wire.Answer("POST", $"{wire.Api}/customerPaymentJournals({Journal})/customerPayments", Made(-70), 201);
        wire.Answer("POST", $"{wire.Api}/customerPaymentJournals({Gifts})/customerPayments", Made(-30), 201);

        var receipt = await DeliverAsync(Open(wire), Envelope(Paid((70, PaymentKind.Card, "shopify_payments"), (30, PaymentKind.GiftCard, "gift_card"))));

        Assert.Equal($"salesInvoices/{Invoice}/{Reference}", receipt.Id.Value);
        Snapshot.MatchText(string.Join('\n', wire.Bodies("POST")), "customer-payments");
        Assert.Equal(new EntityLink(EntityType.DocumentNumber, new(Reference), "PSI-000001"), Assert.Single(receipt.Links));
    }

    [Fact]
    public async Task What_a_journal_has_already_is_not_written_again()
    {
        await using var wire = Wired(Posted(), Made(-100));
        await DeliverAsync(Open(wire), Envelope(Card()));
        Assert.Empty(wire.Bodies("POST"));
    }

    [Fact]
    public async Task Only_the_payment_that_is_missing_is_written()
    {
        await using var wire = Wired(Posted(), Made(-60)).Answer("POST", $"/v2.0/contoso.com/Production/api/v2.0/companies({Wire.Company})/customerPaymentJournals({Journal})/customerPayments", Made(-40), 201);
        await DeliverAsync(Open(wire), Envelope(Paid((60, PaymentKind.Card, null), (40, PaymentKind.Card, null))));
        Assert.Contains("\"amount\":-40", Assert.Single(wire.Bodies("POST")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Paid", 0)]
    [InlineData("Open", 0)]
    public async Task A_line_that_was_posted_since_shows_in_the_invoice(string status, decimal remaining)
    {
        await using var wire = Wired(Posted(remaining, status));
        Assert.NotNull(await Open(wire).Part<ILookUp<Order>>()!.FindAsync(Envelope(Card()), Token));
    }

    [Theory]
    [InlineData("[]", "invoice-not-posted")]
    [InlineData("Draft", "invoice-not-posted")]
    [InlineData("In Review", "invoice-not-posted")]
    public async Task Payments_wait_until_the_order_is_posted(string what, string reason)
    {
        await using var wire = Wired(what == "[]" ? "" : Posted(status: what));
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await DeliverAsync(Open(wire), Envelope(Card())));
        Assert.Equal((FaultKind.Unmet, reason, TimeSpan.FromHours(2)), (fault.Kind, fault.Reason, fault.RetryAfter));
    }

    [Fact]
    public async Task Payments_wait_while_a_part_of_the_order_is_open()
    {
        await using var wire = new Wire().Api200("salesOrders", Wire.Page(Answer(100, extra: $",\"externalDocumentNumber\":\"{Reference}\"")));
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await DeliverAsync(Open(wire), Envelope(Card())));
        Assert.Equal((FaultKind.Unmet, "invoice-not-posted"), (fault.Kind, fault.Reason));
        Assert.Single(wire.Sent);
    }

    [Theory]
    [InlineData("", 100)]
    [InlineData("Draft", 100)]
    [InlineData("", 101)]
    public async Task An_order_that_was_called_off_before_it_was_posted_has_no_payment(string invoice, decimal paid)
    {
        await using var wire = Wired(invoice == "" ? "" : Posted(status: invoice));
        Assert.Null(await Open(wire).Part<ILookUp<Order>>()!.FindAsync(Envelope(Card(paid) with { Status = OrderStatus.Cancelled }), Token));
    }

    [Fact]
    public async Task The_payment_of_an_order_that_was_called_off_after_it_was_posted_is_found()
    {
        await using var wire = Wired(Posted(0, "Paid"));
        Assert.NotNull(await Open(wire).Part<ILookUp<Order>>()!.FindAsync(Envelope(Card() with { Status = OrderStatus.Cancelled }), Token));
    }

    [Fact]
    public async Task A_line_whose_number_somebody_took_at_the_same_moment_is_tried_again()
    {
        await using var wire = Wired(Posted());
        wire.Answer("POST", $"{wire.Api}/customerPaymentJournals({Journal})/customerPayments", """{"error":{"code":"Internal_EntityWithSameKeyExists","message":"The record already exists."}}""", 400);
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await DeliverAsync(Open(wire), Envelope(Card())));
        Assert.Equal((FaultKind.Transient, false), (fault.Kind, fault.MayHaveTakenEffect));
    }

    [Fact]
    public async Task The_journal_is_read_before_the_invoice()
    {
        await using var wire = Wired(Posted(0, "Paid"));
        await Open(wire).Part<ILookUp<Order>>()!.FindAsync(Envelope(Card()), Token);
        Assert.Equal(["salesOrders", "customerPaymentJournals", "customerPaymentJournals", "salesInvoices"], wire.Sent.Select(sent => sent[(sent.IndexOf(wire.Api, StringComparison.Ordinal) + wire.Api.Length + 1)..].Split('?', '(')[0]));
    }

    [Theory]
    [InlineData(40, "Open", "", "settled-otherwise")]
    [InlineData(100, "Canceled", "", "settled-otherwise")]
    [InlineData(100, "Open", "other", "settled-otherwise")]
    [InlineData(100, "Open", "twice", "several-invoices")]
    [InlineData(100, "Open", "dearer", Reasons.TotalDiffers)]
    [InlineData(100, "Open", "dollars", Reasons.TotalDiffers)]
    public async Task What_is_no_work_of_ours_is_for_a_person(decimal remaining, string status, string how, string reason)
    {
        var invoice = Posted(remaining, status, how == "dearer" ? 101 : 100, how == "dollars" ? "USD" : "EUR");
        await using var wire = Wired(how == "twice" ? $"{invoice},{invoice}" : invoice, how == "other" ? Made(-99) : "");
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await DeliverAsync(Open(wire), Envelope(Card())));
        Assert.Equal((FaultKind.Rejected, reason), (fault.Kind, fault.Reason));
        Assert.NotNull(fault.Advice);
        Assert.Empty(wire.Bodies("POST"));
    }

    [Fact]
    public async Task What_is_not_paid_in_full_is_left_to_a_later_version()
    {
        await using var wire = new Wire();
        foreach (var order in (Order[])[Card(99), Paid(), Order() with { Total = Eur(0) }])
        {
            var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await DeliverAsync(Open(wire), Envelope(order)));
            Assert.Equal((FaultKind.Unsupported, "not-paid-in-full"), (fault.Kind, fault.Reason));
        }

        Assert.Empty(wire.Sent);
    }

    [Fact]
    public async Task What_a_journal_line_cannot_say_is_refused_before_any_call()
    {
        await using var wire = new Wire();
        (Order Order, string Reason)[] bad =
        [
            (Card(101), "payments-differ"), (Paid((110, PaymentKind.Card, null), (-10, PaymentKind.Cash, null)), "payments-differ"),
            (Card() with { Payments = [new("p", PaymentKind.Card, MoneyPair.Of(new(100, "USD")), null)] }, Reasons.UnsupportedCurrency),
            (Card() with { Total = MoneyPair.Of(new(100, "USD")), Payments = [new("p", PaymentKind.Card, MoneyPair.Of(new(100, "USD")), null)] }, Reasons.UnsupportedCurrency),
        ];
        foreach (var (order, reason) in bad)
        {
            var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await DeliverAsync(Open(wire), Envelope(order)));
            Assert.Equal((FaultKind.Rejected, reason), (fault.Kind, fault.Reason));
        }

        Assert.Empty(wire.Sent);
    }

    [Fact]
    public async Task A_journal_that_is_not_there_is_named()
    {
        await using var wire = Wired(Posted());
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await DeliverAsync(Open(wire, options => options.PaymentJournals["Card"] = "NONE"), Envelope(Card())));
        Assert.Equal((FaultKind.Rejected, "unknown-payment-journal"), (fault.Kind, fault.Reason));
        Assert.Contains("'NONE'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "PaymentJournal: the code")]
    [InlineData("WEB", " ", "PaymentJournals: ' ' for 'Card'")]
    [InlineData("WEB", "A-CODE-TOO-LONG", "PaymentJournals: 'A-CODE-TOO-LONG' for 'Card'")]
    public async Task Settings_without_a_journal_are_refused(string? journal, string? card, string told)
    {
        await using var wire = new Wire();
        var refused = Assert.ThrowsAny<Exception>(() => Open(wire, options =>
        {
            options.PaymentJournal = journal;
            if (card is not null)
            {
                options.PaymentJournals["Card"] = card;
            }
        }));
        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    private static Connection Open(Wire wire, Action<BusinessCentralOptions>? change = null) => wire.Open<BusinessCentralPaymentsConnector>(options =>
    {
        options.PaymentJournal = "WEB";
        options.PaymentJournals["giftcard"] = "GIFTS";
        change?.Invoke(options);
    });

    private static async Task<WriteReceipt> DeliverAsync(Connection connection, Envelope<Order> envelope) =>
        await connection.Part<ILookUp<Order>>()!.FindAsync(envelope, Token) ?? await connection.Part<IChangeSink<Order>>()!.WriteAsync(envelope, Token);

    /// <summary>A wire on which the order is not open any more.</summary>
    private static Wire Wired(string invoices, string lines = "") => new Wire()
        .Api200("salesOrders", Wire.Page("")).Api200("salesInvoices", Wire.Page(invoices)).Api200($"customerPaymentJournals({Journal})/customerPayments", Wire.Page(lines))
        .Api200("customerPaymentJournals", Wire.Page($$"""{"id":"{{Journal}}","code":"WEB"},{"id":"{{Gifts}}","code":"GIFTS"},{"id":"{{Invoice}}","code":""}"""));

    private static string Posted(decimal remaining = 100, string status = "Open", decimal total = 100, string currency = "EUR") => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $$"""{"id":"{{Invoice}}","number":"PSI-000001","externalDocumentNumber":"{{Reference}}","postingDate":"2026-11-24","customerId":"{{Samples.Customer}}","billToCustomerId":"00000000-0000-0000-0000-000000000000","currencyCode":"{{currency}}","totalAmountIncludingTax":{{total}},"remainingAmount":{{remaining}},"status":"{{status}}"}""");

    private static string Made(decimal amount) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"id":"{{Document}}","externalDocumentNumber":"{{Reference}}","amount":{{amount}},"newField":1}""");
}
