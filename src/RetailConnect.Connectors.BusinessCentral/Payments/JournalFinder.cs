using System.Collections.Concurrent;
using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Payments;

/// <summary>Finds payment journals by their codes, and lines in them by the reference that a write left behind.</summary>
internal sealed class JournalFinder(IBusinessCentralApi api, Addresses addresses, Paging paging)
{
    private const string Fields = "id,externalDocumentNumber,amount";
    private readonly ConcurrentDictionary<Guid, JointLookUp<CustomerPayment>> lookUps = new();
    private volatile Dictionary<string, Guid> known = [];

    /// <exception cref="ConnectorException">There is no such journal.</exception>
    public async ValueTask<Guid> IdAsync(string code, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(code, out var id))
        {
            var rows = await paging.AllAsync<PaymentJournal>(addresses.List("customerPaymentJournals", select: "id,code"), api.PaymentJournals, cancellationToken);
            known = rows.Where(row => !string.IsNullOrWhiteSpace(row.Code)).GroupBy(row => row.Code!.Trim(), StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.First().Id, StringComparer.OrdinalIgnoreCase);
        }

        return known.TryGetValue(code, out id) ? id : throw new ConnectorException(FaultKind.Rejected, $"Business Central has no customer payment journal '{code}'.")
        {
            Reason = "unknown-payment-journal", Advice = "Create the journal in Business Central, or correct PaymentJournal and PaymentJournals in the connection's settings, then replay.",
        };
    }

    /// <summary>Returns the lines of a journal that are not posted yet and have a reference.</summary>
    /// <exception cref="ConnectorException">Conflict when the journal is not there any more: somebody made another of the same code, which is looked for the next time.</exception>
    public Task<IReadOnlyList<CustomerPayment>> LinesAsync(Guid journal, string reference, CancellationToken cancellationToken) => OfAsync(journal, () => FindAsync(journal, reference, cancellationToken));

    /// <summary>Returns the lines of a journal that are not posted yet and have one of the references.</summary>
    /// <exception cref="ConnectorException">Conflict when the journal is not there any more.</exception>
    public Task<IReadOnlyList<CustomerPayment>> ShownAsync(Guid journal, IEnumerable<string> references, CancellationToken cancellationToken) => OfAsync(journal, async () => await ReadAsync(journal, references, cancellationToken));

    private async Task<IReadOnlyList<CustomerPayment>> OfAsync(Guid journal, Func<Task<IReadOnlyList<CustomerPayment>>> read)
    {
        try
        {
            return await read();
        }
        catch (ConnectorException gone) when (gone.Reason is BusinessCentralFaults.NotFound)
        {
            known = [];
            lookUps.TryRemove(journal, out _);
            throw new ConnectorException(FaultKind.Conflict, "The payment journal was deleted.", gone) { Reason = Reasons.Conflict, VendorRequestId = gone.VendorRequestId };
        }
    }

    private Task<IReadOnlyList<CustomerPayment>> FindAsync(Guid journal, string reference, CancellationToken cancellationToken) => lookUps.GetOrAdd(journal, id => new(
        references => ReadAsync(id, references, CancellationToken.None), line => line.ExternalDocumentNumber)).FindAsync(reference, cancellationToken);

    private ValueTask<IReadOnlyList<CustomerPayment>> ReadAsync(Guid journal, IEnumerable<string> references, CancellationToken cancellationToken) => paging.AllAsync<CustomerPayment>(
        addresses.List($"customerPaymentJournals({journal})/customerPayments", Filter.AnyOf("externalDocumentNumber", references), Fields), api.Payments, cancellationToken);
}
