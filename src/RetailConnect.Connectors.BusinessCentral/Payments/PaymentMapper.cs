using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Payments;

/// <summary>Payments of an order to lines of payment journals.</summary>
internal static class PaymentMapper
{
    /// <summary>True when the payments cover what the customer owes, so that no more of them is to come.</summary>
    public static bool IsPaid(Order order) => order.Total.Shop.Amount > 0 && order.Payments.Sum(payment => payment.Amount.Shop.Amount) >= order.Total.Shop.Amount;

    /// <exception cref="ConnectorException">Journal lines can't hold these payments.</exception>
    public static IReadOnlyList<PaymentLine> Lines(Order order, BusinessCentralOptions options)
    {
        var total = order.Total.Shop;
        if (!string.Equals(total.Currency.Code, options.LocalCurrency, StringComparison.OrdinalIgnoreCase) || order.Payments.Any(payment => payment.Amount.Shop.Currency != total.Currency))
        {
            throw new ConnectorException(FaultKind.Rejected, $"Lines of a payment journal have no currency, and the order was not paid in {options.LocalCurrency} alone.")
            {
                Reason = Reasons.UnsupportedCurrency, Advice = ByHand,
            };
        }

        var paid = order.Payments.Sum(payment => payment.Amount.Shop.Amount);
        if (paid != total.Amount || order.Payments.Any(payment => payment.Amount.Shop.Amount < 0))
        {
            throw new ConnectorException(FaultKind.Rejected, $"The payments make {paid} {total.Currency}, the order {total}.") { Reason = "payments-differ", Advice = ByHand };
        }

        return [.. order.Payments.Where(payment => payment.Amount.Shop.Amount != 0).Select(payment => new PaymentLine(JournalOf(payment, options), payment.Amount.Shop.Amount, TitleOf(order, payment)))];
    }

    /// <summary>A customer's payment is a negative amount in a journal. It can't be posted to an invoice that is posted later than itself, so it gets the invoice's day.</summary>
    public static PaymentBody Body(PaymentLine line, PostedInvoice invoice, string reference) => new()
    {
        CustomerId = invoice.BillToCustomerId is { } payer && payer != Guid.Empty ? payer : invoice.CustomerId,
        PostingDate = invoice.PostingDate,
        ExternalDocumentNumber = reference,
        Amount = -line.Amount,
        AppliesToInvoiceId = invoice.Id,
        AppliesToInvoiceNumber = invoice.Number,
        Description = Documents.Lines.Description(line.Title),
    };

    public const string ByHand = "Settle the invoice by hand in Business Central, then dismiss the dead letter.";

    /// <summary>The gateway says more than the kind.</summary>
    private static string JournalOf(Payment payment, BusinessCentralOptions options) =>
        payment.Gateway is { } gateway && options.PaymentJournals.TryGetValue(gateway.Trim(), out var code) ? code
        : options.PaymentJournals.TryGetValue($"{payment.Kind}", out code) ? code
        : options.PaymentJournal!;

    private static string TitleOf(Order order, Payment payment) => $"{order.Number ?? order.Id.Value} {payment.Gateway ?? $"{payment.Kind}"}";
}
