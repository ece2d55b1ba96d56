using Refit;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Api;

/// <summary>The company's API. Collections are read by complete addresses, because OData writes those of further pages itself.</summary>
internal interface IBusinessCentralApi
{
    [Get("")] Task<Page<Item>> Items([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<ItemVariant>> Variants([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<ItemCategory>> Categories([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<BusinessLocation>> Locations([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<StockRow>> Stock([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<CurrencyRow>> Currencies([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<BusinessCustomer>> Customers([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<SalesDocument>> Documents([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<SalesShipment>> Shipments([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<OpenLine>> Lines([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<PostedInvoice>> Invoices([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<PaymentJournal>> PaymentJournals([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<CustomerPayment>> Payments([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<GeneralJournal>> Journals([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<JournalLine>> JournalLines([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<GeneralLedgerEntry>> LedgerEntries([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    [Get("")] Task<Page<Subscription>> Subscriptions([Url] string address, [Header("Prefer")] string prefer, CancellationToken ct);

    /// <summary>The content of an item's picture.</summary>
    [Get("/items({id})/picture/pictureContent")] Task<HttpResponseMessage> PictureContent(Guid id, CancellationToken ct);

    [Post("/customers")] Task<BusinessCustomer> CreateCustomer([Body] CustomerBody body, CancellationToken ct);

    [Patch("/customers({id})")] Task UpdateCustomer(Guid id, [Header("If-Match")] string etag, [Body] CustomerBody body, CancellationToken ct);

    [Post("/{collection}")] Task<SalesDocument> CreateDocument(string collection, [Body] DocumentBody body, CancellationToken ct);

    [Get("/{collection}({id})")] Task<SalesDocument> Document(string collection, Guid id, CancellationToken ct);

    [Post("/{collection}({id})/{lines}")] Task AddLine(string collection, Guid id, string lines, [Body] DocumentLine line, CancellationToken ct);

    [Delete("/{collection}({id})")] Task DeleteDocument(string collection, Guid id, [Header("If-Match")] string etag, CancellationToken ct);

    /// <summary>Ships and invoices a sales order, or posts a credit memo: <c>shipAndInvoice</c>, <c>post</c>.</summary>
    [Post("/{collection}({id})/Microsoft.NAV.{action}")] Task Finish(string collection, Guid id, string action, CancellationToken ct);

    /// <summary>Carries out all requests or none, because of the isolation.</summary>
    [Post("")] Task<BatchAnswer> Batch([Url] string address, [Header("Isolation")] string isolation, [Body] BatchBody body, CancellationToken ct);

    [Post("/customerPaymentJournals({id})/customerPayments")] Task<CustomerPayment> AddPayment(Guid id, [Body] PaymentBody body, CancellationToken ct);

    [Post("/journals({id})/journalLines")] Task<JournalLine> AddJournalLine(Guid id, [Body] JournalLineBody body, CancellationToken ct);

    [Post("")] Task<Subscription?> Subscribe([Url] string address, [Body] SubscriptionBody body, CancellationToken ct);

    [Patch("")] Task<Subscription?> Renew([Url] string address, [Header("If-Match")] string etag, [Body] SubscriptionBody body, CancellationToken ct);
}
