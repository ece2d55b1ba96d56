using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Payments;

/// <summary>Shows what is booked of the payments of orders, by their references: lines that wait in the journals, and what the posted invoices say was settled.</summary>
/// <remarks>
/// It lists nothing, because journals hold other lines too and invoices are never all of interest. An order of which nothing is booked is left out. An invoice may be settled by a credit memo as well as by a payment, and does
/// not tell by which: what is settled and what waits counts as no more than the invoices' total, unless the lines that wait are more than that by themselves.
/// </remarks>
internal sealed class PaymentSnapshot(JournalFinder journals, InvoiceFinder invoices, BusinessCentralOptions options) : ISnapshotSource<Order>
{
    public const int AtOnce = 20;
    public static readonly string[] Fields = [ObservedField.Paid];

    /// <summary>The order of the reads matters, because posting moves lines from the journals to the invoices.</summary>
    public async ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        var keys = (request.Keys ?? []).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (keys.Count == 0)
        {
            return new([], null);
        }

        var lines = new List<CustomerPayment>();
        foreach (var code in options.PaymentJournals.Values.Append(options.PaymentJournal!).Select(code => code.Trim()).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            lines.AddRange(await journals.ShownAsync(await journals.IdAsync(code, cancellationToken), keys, cancellationToken));
        }

        var waiting = lines.ToLookup(line => line.ExternalDocumentNumber?.Trim() ?? "", StringComparer.OrdinalIgnoreCase);
        var posted = (await invoices.ShownAsync(keys, cancellationToken)).ToLookup(invoice => invoice.ExternalDocumentNumber?.Trim() ?? "", StringComparer.OrdinalIgnoreCase);
        return new([.. keys.Select(key => Observe(key, [.. waiting[key]], [.. posted[key].Where(invoice => invoice.Status is not "Canceled")])).OfType<Observation>()], null);
    }

    private Observation? Observe(string key, IReadOnlyList<CustomerPayment> lines, IReadOnlyList<PostedInvoice> bills)
    {
        var waiting = -lines.Sum(line => line.Amount ?? 0);
        var total = bills.Sum(invoice => invoice.TotalAmountIncludingTax ?? 0);
        var booked = waiting + total - bills.Sum(invoice => invoice.RemainingAmount ?? 0);
        var paid = waiting > total ? booked : Math.Min(booked, total);
        return lines.Count == 0 && booked == 0 ? null : new(key, bills.Count > 0 ? bills[0].Number ?? $"{bills[0].Id}" : key, [ObservedField.Of(ObservedField.Paid, new Money(paid, new Currency(options.LocalCurrency)))]);
    }
}
