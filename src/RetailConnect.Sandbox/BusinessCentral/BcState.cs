using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>The company's data. Whoever touches it holds the simulator's lock.</summary>
internal sealed class BcState
{
    private const string DocumentTexts = "number externalDocumentNumber customerNumber customerName currencyCode shortcutDimension1Code shortcutDimension2Code status phoneNumber email";
    private const string DocumentNumbers = "discountAmount totalAmountExcludingTax totalTaxAmount totalAmountIncludingTax";
    private const string DocumentIds = "id customerId currencyId";

    private long next;

    public BcSet Items { get; } = new(
        "items", BcShapes.Fields("number displayName type itemCategoryCode gtin baseUnitOfMeasureCode", number: "inventory unitPrice unitCost", flag: "priceIncludesTax blocked", id: "id itemCategoryId"), null, "itemVariants") { HasPictures = true };

    /// <summary>The partner's page over the same items; it shows the fields that the partner added to them.</summary>
    public BcSet CustomItems => Items with { Fields = new Dictionary<string, BcKind>(Items.Fields.Concat(ItemFields)) };

    /// <summary>Units of measure of items beside their base unit: how many base units one of them is.</summary>
    public Dictionary<(string Item, string Unit), decimal> Units { get; } = [];

    /// <summary>Units in which items are sold, where that is not their base unit.</summary>
    public Dictionary<string, string> SalesUnits { get; } = [];

    /// <summary>How many base units one unit of a line is.</summary>
    public decimal PerUnit(JsonObject line) => Units.GetValueOrDefault(((string?)line["lineObjectNumber"] ?? "", (string?)line["unitOfMeasureCode"] ?? ""), 1);

    /// <summary>Custom fields of items, with their kinds.</summary>
    public Dictionary<string, BcKind> ItemFields { get; } = [];

    private (int Rows, ILookup<string, BcRow> ByItem) variants = (0, Enumerable.Empty<BcRow>().ToLookup(_ => ""));

    public BcSet Variants { get; } = new("itemVariants", BcShapes.Fields("itemNumber code description", id: "id itemId"), null, null);

    public BcSet Categories { get; } = new("itemCategories", BcShapes.Fields("code displayName"), null, null);

    public BcSet Locations { get; } = new("locations", BcShapes.Fields("code displayName"), null, null);

    public BcSet Currencies { get; } = new("currencies", BcShapes.Fields("code displayName"), null, null);

    public BcSet Customers { get; } = new(
        "customers", BcShapes.Fields("number displayName type addressLine1 addressLine2 city state country postalCode phoneNumber email website blocked currencyCode"), BcShapes.Customer, null);

    public BcSet Orders { get; } = new(
        "salesOrders", BcShapes.Fields(DocumentTexts, DocumentNumbers, "pricesIncludeTax fullyShipped partialShipping", DocumentIds, "postingDate orderDate"), BcShapes.Order, "salesOrderLines");

    public BcSet Invoices { get; } = new(
        "salesInvoices", BcShapes.Fields($"{DocumentTexts} orderNumber", $"{DocumentNumbers} remainingAmount", "pricesIncludeTax", $"{DocumentIds} orderId billToCustomerId", "postingDate invoiceDate"), null, "salesInvoiceLines");

    public BcSet Shipments { get; } = new(
        "salesShipments", BcShapes.Fields("number externalDocumentNumber customerNumber customerName currencyCode orderNumber phoneNumber email", flag: "pricesIncludeTax", id: "id customerId", date: "postingDate invoiceDate dueDate"), null, "salesShipmentLines");

    public BcSet CreditMemos { get; } = new(
        "salesCreditMemos", BcShapes.Fields($"{DocumentTexts} invoiceNumber", DocumentNumbers, "pricesIncludeTax", $"{DocumentIds} invoiceId", "postingDate creditMemoDate dueDate"), BcShapes.CreditMemo, "salesCreditMemoLines");

    public BcSet PaymentJournals { get; } = new("customerPaymentJournals", BcShapes.Fields("code displayName balancingAccountNumber", id: "id balancingAccountId"), null, null);

    /// <summary>Lines of payment journals that are not posted yet, by the id of the journal.</summary>
    public Dictionary<Guid, BcSet> Payments { get; } = [];

    public BcSet Journals { get; } = new("journals", BcShapes.Fields("code displayName templateDisplayName balancingAccountNumber", id: "id balancingAccountId"), null, null);

    /// <summary>Lines of general journals that are not posted yet, by the id of the journal.</summary>
    public Dictionary<Guid, BcSet> JournalLines { get; } = [];

    public BcSet LedgerEntries { get; } = new(
        "generalLedgerEntries",
        BcShapes.Fields("documentNumber documentType accountNumber description", number: "entryNumber debitAmount creditAmount additionalCurrencyDebitAmount additionalCurrencyCreditAmount", id: "id accountId", date: "postingDate"), null, null);

    public BcSet Stock { get; } = new("stockLevels", BcShapes.Fields("itemNumber variantCode locationCode", number: "inventory quantityOnSalesOrders quantityOnCreditMemos"), null, null);

    public Dictionary<string, BcRow> Subscriptions { get; } = [];

    /// <summary>Variants of an item. Their item never changes and none is ever deleted, so their number tells whether there are new ones.</summary>
    public IEnumerable<BcRow> VariantsOf(BcRow item)
    {
        if (variants.Rows != Variants.Rows.Count)
        {
            variants = (Variants.Rows.Count, Variants.Rows.ToLookup(variant => variant.Text("itemId")));
        }

        return variants.ByItem[item.Text("id")];
    }

    public IReadOnlyList<BcSet> Sets => [Items, Variants, Categories, Locations, Currencies, Customers, Orders, Invoices, Shipments, CreditMemos, PaymentJournals, Journals, LedgerEntries];

    /// <summary>Sets whose changes can be subscribed to; variants, locations and shipments have no webhook.</summary>
    public IReadOnlyList<BcSet> Noticed => [Items, Currencies, Customers, Orders, Invoices, CreditMemos];

    private Dictionary<(string Item, string Variant, string Location), BcRow> StockIndex { get; } = [];

    /// <summary>Number of the last id.</summary>
    public long LastNumber => next;

    public Guid NewId() => new($"00000000-0000-4000-8000-{++next:D12}");

    public BcRow Add(BcSet set, JsonObject body, DateTimeOffset now)
    {
        var id = NewId();
        var row = new BcRow { Sequence = next, Id = id, Body = body };
        body["id"] = id.ToString();
        row.Touch(now);
        set.Rows.Add(row);
        return row;
    }

    /// <summary>Changes one of the three figures of a place.</summary>
    public void Move((string Item, string Variant, string Location) place, string figure, decimal delta, DateTimeOffset now)
    {
        if (!StockIndex.TryGetValue(place, out var row))
        {
            StockIndex[place] = row = Add(Stock, new JsonObject
            {
                ["itemNumber"] = place.Item, ["variantCode"] = place.Variant, ["locationCode"] = place.Location, ["inventory"] = 0m, ["quantityOnSalesOrders"] = 0m, ["quantityOnCreditMemos"] = 0m,
            }, now);
        }

        row.Body[figure] = row.Number(figure) + delta;
        row.Touch(now);
        if (figure is "inventory" && Items.Rows.FirstOrDefault(item => item.Text("number") == place.Item) is { } item)
        {
            item.Body["inventory"] = item.Number("inventory") + delta;
        }
    }
}
