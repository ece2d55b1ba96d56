using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>Reads documents for comparisons: reference, total and no more.</summary>
internal sealed class ShownDocuments(IBusinessCentralApi api, Addresses addresses, Paging paging, BusinessCentralOptions options)
{
    /// <summary>Most references of one read by reference.</summary>
    public const int AtOnce = 20;
    private const string Fields = "id,number,externalDocumentNumber,currencyCode,totalAmountIncludingTax";
    public static readonly string[] Compared = [ObservedField.Total];

    /// <summary>Address of the first page of a kind, from a day on.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="date">Field that tells the day.</param>
    /// <param name="from">Documents of earlier days are not wanted; null wants all.</param>
    public string First(DocumentKind kind, string date, DateTimeOffset? from) =>
        addresses.List(kind.Collection, from is { } since ? $"{date} ge {BookDate.Of(since, options)}" : null, Fields);

    /// <summary>Reads one page; the cursor of the next one is its path.</summary>
    public async ValueTask<(IReadOnlyList<Observation> Observations, string? Next)> PageAsync(string address, SnapshotRequest request, CancellationToken cancellationToken)
    {
        var page = await api.Documents(address, paging.Prefer(request.PageSize), cancellationToken).Needed();
        return ([.. page.Value.Select(document => Observe(document)).OfType<Observation>()], page.NextLink is { } link ? addresses.PathOf(link) : null);
    }

    /// <summary>Complete address of a page that a cursor names.</summary>
    public string At(string path) => addresses.At(path);

    /// <summary>Path of a page, for a cursor.</summary>
    public string PathOf(string address) => addresses.PathOf(address);

    /// <summary>Reads the documents of a kind that have one of the references.</summary>
    public async ValueTask<IReadOnlyList<SalesDocument>> ByReferenceAsync(DocumentKind kind, IReadOnlyList<string> references, string more, CancellationToken cancellationToken)
    {
        var asked = references.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = asked.Count == 0 ? [] : await paging.AllAsync<SalesDocument>(addresses.List(kind.Collection, Filter.AnyOf("externalDocumentNumber", asked), Fields + more), api.Documents, cancellationToken);
        return [.. found.Where(document => asked.Contains(document.ExternalDocumentNumber?.Trim() ?? ""))];
    }

    /// <summary>Shows a document, or several that are one; null where it has no reference.</summary>
    public Observation? Observe(SalesDocument document, decimal? total = null) => document.ExternalDocumentNumber?.Trim() is { Length: > 0 } reference
        ? new(reference.ToUpperInvariant(), document.Number ?? document.Id.ToString(), [ObservedField.Of(ObservedField.Total, Amount(document, total ?? document.TotalAmountIncludingTax))])
        : null;

    /// <summary>Business Central's own currency has no code, and a code of the retailer's own is none that we know.</summary>
    private Money? Amount(SalesDocument document, decimal? total) =>
        total is { } amount && Currency.TryParse(string.IsNullOrWhiteSpace(document.CurrencyCode) ? options.LocalCurrency : document.CurrencyCode.Trim(), out var currency) ? new Money(amount, currency) : null;
}
