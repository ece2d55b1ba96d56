using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Payments;

/// <summary>Finds out which payments of an order are still to be booked.</summary>
/// <remarks>
/// A line leaves its journal when a person posts it, and then it shows in the invoice only, as less that remains. So the journals are read before the invoice: a line that is posted in between is
/// found in one of the two. The other way round it would be found in neither, and be booked twice.
/// </remarks>
internal sealed class Settlements(JournalFinder journals, InvoiceFinder invoices, BusinessCentralOptions options)
{
    /// <exception cref="ConnectorException">The order is not posted yet, or what Business Central has is no work of ours.</exception>
    public async ValueTask<Settlement> ReadAsync(Order order, string reference, CancellationToken cancellationToken)
    {
        var payments = PaymentMapper.Lines(order, options);
        await invoices.CheckPostedAsync(reference, cancellationToken);
        var missing = new List<(Guid Journal, PaymentLine Line)>();
        foreach (var group in payments.GroupBy(line => line.Journal, StringComparer.OrdinalIgnoreCase))
        {
            var journal = await journals.IdAsync(group.Key, cancellationToken);
            var lines = group.ToList();
            foreach (var there in await journals.LinesAsync(journal, reference, cancellationToken))
            {
                var match = lines.FindIndex(line => line.Amount == Math.Abs(there.Amount ?? 0));
                if (match < 0)
                {
                    throw Otherwise($"Journal '{group.Key}' has a line of {there.Amount} for '{reference}', which is none of the order's payments.");
                }

                lines.RemoveAt(match);
            }

            missing.AddRange(lines.Select(line => (journal, line)));
        }

        var invoice = await invoices.FindAsync(order, reference, cancellationToken);
        return new(invoice, Unsettled(invoice, missing));
    }

    /// <summary>What is missing in the journals was either never booked, or posted since; anything in between is for a person.</summary>
    private static List<(Guid Journal, PaymentLine Line)> Unsettled(PostedInvoice invoice, List<(Guid Journal, PaymentLine Line)> missing)
    {
        var settled = invoice.TotalAmountIncludingTax - invoice.RemainingAmount;
        return (invoice.Status, settled) switch
        {
            ("Paid", _) => [],
            ("Open", 0) => missing,
            ("Open", _) when missing.Count == 0 || missing.Sum(entry => entry.Line.Amount) == settled => [],
            ("Open", _) => throw Otherwise($"Of invoice {invoice.Number} {invoice.RemainingAmount} remains, and no line in a payment journal explains it."),
            _ => throw Otherwise($"Invoice {invoice.Number} is neither open nor paid, but '{invoice.Status}'."),
        };
    }

    private static ConnectorException Otherwise(string message) => new(FaultKind.Rejected, message) { Reason = "settled-otherwise", Advice = PaymentMapper.ByHand };
}
