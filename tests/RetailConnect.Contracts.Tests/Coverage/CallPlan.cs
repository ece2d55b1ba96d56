using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Contracts.Coverage;

/// <summary>What can't be generated for a call: addresses, names of collections, texts that are no texts to the vendor.</summary>
internal static class CallPlan
{
    private const string Some = "00000000-0000-0000-0000-000000000001";
    private const string Since = "lastModifiedDateTime gt 2026-01-02T03:04:05.678Z";
    private const string Shown = "id,number,externalDocumentNumber,currencyCode,totalAmountIncludingTax";
    private static readonly string[] OfMemo = ["DocumentBody.creditMemoDate", "DocumentBody.invoiceId", "DocumentBody.salesCreditMemoLines"];
    private static readonly string[] OfOrder = ["DocumentBody.orderDate", "DocumentBody.salesOrderLines", "DocumentBody.pricesIncludeTax"];

    /// <summary>Square's marks of a stored object; the connector takes them out of what it read before it writes it back.</summary>
    private static readonly string[] Stored = ["CatalogObject.updated_at", "CatalogObject.created_at", "CatalogObject.is_deleted", "ItemContent.description_plaintext", "VariationContent.ordinal", "LocationOverride.sold_out", "LocationOverride.sold_out_valid_until"];

    /// <summary>Returns the forms of a method; one without arguments where all can be generated.</summary>
    public static IReadOnlyList<CallForm> Of(ConnectorUnderTest connector, MethodInfo method) => (connector.Vendor, method.Name) switch
    {
        ("business-central", "Token") => [With("address", "https://login.example/contoso.example/oauth2/v2.0/token")],
        ("business-central", "Items") => [List("items", Since, expand: "itemVariants"), List("items", Since, expand: "itemVariants,picture"), List("items", $"id eq {Some} or id eq {Some}"), List("items", "number eq 'A''1'", expand: "itemVariants"), List("items", null, "id,number,gtin,unitPrice,blocked", "itemVariants($select=id,code)"), List("items", "number eq 'A' or number eq 'B'", "number,baseUnitOfMeasureCode")],
        ("business-central", "Variants") => [List("itemVariants", Since)],
        ("business-central", "Categories") => [List("itemCategories", select: "code,displayName")],
        ("business-central", "Locations") => [List("locations"), List("locations", Since)],
        ("business-central", "Currencies") => [List("currencies", "code eq 'DKK'", "code")],
        ("business-central", "Customers") => [List("customers", Since), List("customers", "number eq 'C1' or number eq 'C2'")],
        ("business-central", "Documents") => [.. new[] { "salesOrders", "salesInvoices", "salesCreditMemos" }.Select(list => List(list, "externalDocumentNumber eq 'o-1'")), List("salesOrders", expand: "salesOrderLines"), List("salesCreditMemos", expand: "salesCreditMemoLines"),
            List("salesOrders", "number eq 'SO-1'", expand: "salesOrderLines"), List("salesInvoices", "orderNumber eq 'SO-1'", expand: "salesInvoiceLines"),
            List("salesOrders", "orderDate ge 2026-01-02", Shown), List("salesInvoices", "invoiceDate ge 2026-01-02", Shown), List("salesCreditMemos", "creditMemoDate ge 2026-01-02", Shown), List("salesInvoices", "externalDocumentNumber eq 'o-1'", $"{Shown},orderNumber,status")],
        ("business-central", "Invoices") => [List("salesInvoices", "externalDocumentNumber eq 'o-1' or externalDocumentNumber eq 'o-2'", "id,number,externalDocumentNumber,postingDate,customerId,billToCustomerId,currencyCode,totalAmountIncludingTax,remainingAmount,status")],
        ("business-central", "PaymentJournals") => [List("customerPaymentJournals", select: "id,code")],
        ("business-central", "Payments") => [List($"customerPaymentJournals({Some})/customerPayments", "externalDocumentNumber eq 'o-1'", "id,externalDocumentNumber,amount")],
        ("business-central", "Journals") => [List("journals", select: "id,code,balancingAccountNumber")],
        ("business-central", "JournalLines") => [List($"journals({Some})/journalLines", "documentNumber eq 'WEB-1'", "id,accountType,accountNumber,documentNumber,amount"),
            List($"journals({Some})/journalLines", "documentNumber eq 'WEB-1' or documentNumber eq 'WEB-2'", "id,accountType,accountNumber,documentNumber,amount,description")],
        ("business-central", "LedgerEntries") => [List("generalLedgerEntries", "documentNumber eq 'WEB-1'", "id,documentNumber"),
            List("generalLedgerEntries", "documentNumber eq 'WEB-1' or documentNumber eq 'WEB-2'", "id,documentNumber,accountNumber,description,debitAmount,creditAmount")],
        ("business-central", "Shipments") => [List("salesShipments", expand: "salesShipmentLines"), List("salesShipments", Since, expand: "salesShipmentLines")],
        ("business-central", "Lines") => [List($"salesOrders({Some})/salesOrderLines"), List($"salesCreditMemos({Some})/salesCreditMemoLines")],
        ("business-central", "Stock") => [At("StockPage", Since)],
        ("business-central", "Subscriptions" or "Subscribe") => [At("Subscriptions")],
        ("business-central", "Renew") => [At("Subscription", "s-1")],
        ("business-central", "CreateDocument") => [Documents("salesOrders", OfMemo), Documents("salesCreditMemos", OfOrder)],
        ("business-central", "Document" or "DeleteDocument") => [Documents("salesOrders"), Documents("salesCreditMemos")],
        ("business-central", "AddLine") => [Documents("salesOrders", lines: "salesOrderLines"), Documents("salesCreditMemos", lines: "salesCreditMemoLines")],
        ("business-central", "Finish") => [Finish("salesOrders", "shipAndInvoice"), Finish("salesCreditMemos", "post")],
        ("business-central", "Batch") => [Batch(full: false), Batch(full: true)],
        ("square", "Upsert") => [new() { LeftOut = Stored.ToHashSet() }],
        ("square", "CreateCustomers") => [new() { LeftOut = new HashSet<string> { "CustomerBody.version" } }],
        ("square", "Payouts" or "PayoutEntries") => [With("sortOrder", "ASC")],
        ("square", "Subscriptions") => [With("includeDisabled", "true")],
        ("square", "UpdateSubscription") => [new() { LeftOut = new HashSet<string> { "SubscriptionBody.idempotency_key" } }],
        ("talon-one", "SaveProfiles") => [With("silent", "yes")],
        ("talon-one", "Evaluate") => [With("dry", "true")],
        ("talon-one", "Balances") => [With("includeTiers", "true")],
        _ => [new()],
    };

    private static CallForm List(string collection, string? filter = null, string? select = null, string? expand = null) => At("List", collection, filter, select, expand);

    /// <summary>An address as the connector itself writes it.</summary>
    private static CallForm At(string member, params object?[] arguments)
    {
        var connector = ConnectorUnderTest.Of("business-central");
        var type = connector.Named("Addresses");
        var addresses = connector.Part(type);
        return With("address", (type.GetMethod(member)?.Invoke(addresses, arguments) ?? type.GetProperty(member)!.GetValue(addresses))!);
    }

    /// <summary>What an amendment sends: the head, and lines that are added, changed and removed.</summary>
    private static CallForm Batch(bool full)
    {
        var connector = ConnectorUnderTest.Of("business-central");
        JsonNode Body(string type) => new Draft(full, new HashSet<string>()).Of(connector.Json.GetTypeInfo(connector.Named(type)), null)!;
        var head = $"companies({Some})/salesOrders({Some})";
        JsonObject Request(string method, string url, string? body) => new()
        {
            ["id"] = $"{method} {body}", ["method"] = method, ["url"] = url, ["headers"] = new JsonObject { ["Content-Type"] = "application/json", ["If-Match"] = "*" }, ["body"] = body is null ? null : Body(body),
        };
        var requests = new JsonArray(
            Request("PATCH", head, "HeadUpdate"), Request("POST", $"{head}/salesOrderLines", "DocumentLine"), Request("PATCH", $"{head}/salesOrderLines({Some})", "LineUpdate"), Request("DELETE", $"{head}/salesOrderLines({Some})", null));
        var body = new JsonObject { ["requests"] = requests }.Deserialize(connector.Json.GetTypeInfo(connector.Named("BatchBody")))!;
        var at = At("Batch");
        return at with { Arguments = new Dictionary<string, object>(at.Arguments) { ["isolation"] = "snapshot", ["body"] = body } };
    }

    private static CallForm With(string name, object value) => new() { Arguments = new Dictionary<string, object> { [name] = value } };

    private static CallForm Finish(string collection, string action) => new() { Arguments = new Dictionary<string, object> { ["collection"] = collection, ["action"] = action } };

    private static CallForm Documents(string collection, string[]? leftOut = null, string? lines = null) => new()
    {
        Arguments = lines is null ? new() { ["collection"] = collection } : new Dictionary<string, object> { ["collection"] = collection, ["lines"] = lines },
        LeftOut = (leftOut ?? []).ToHashSet(),
    };
}
