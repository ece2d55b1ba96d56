using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>The company's data. Whoever touches it holds the simulator's lock.</summary>
internal sealed class BcState
{
    private const string Header =
        "id number externalDocumentNumber customerId customerNumber customerName currencyId currencyCode pricesIncludeTax discountAmount totalAmountExcludingTax totalTaxAmount totalAmountIncludingTax status lastModifiedDateTime phoneNumber email postingDate";

    private long next;

    public BcSet Items { get; } = new("items", BcShapes.Fields("id number displayName type gtin inventory unitPrice priceIncludesTax unitCost blocked baseUnitOfMeasureCode lastModifiedDateTime"), null, "itemVariants");

    public BcSet Variants { get; } = new("itemVariants", BcShapes.Fields("id itemId itemNumber code description lastModifiedDateTime"), null, null);

    public BcSet Locations { get; } = new("locations", BcShapes.Fields("id code displayName lastModifiedDateTime"), null, null);

    public BcSet Currencies { get; } = new("currencies", BcShapes.Fields("id code displayName lastModifiedDateTime"), null, null);

    public BcSet Customers { get; } = new(
        "customers", BcShapes.Fields("id number displayName type addressLine1 addressLine2 city state country postalCode phoneNumber email website blocked currencyCode lastModifiedDateTime"), BcShapes.Customer, null);

    public BcSet Orders { get; } = new("salesOrders", BcShapes.Fields($"{Header} orderDate fullyShipped partialShipping"), BcShapes.Order, "salesOrderLines");

    public BcSet Invoices { get; } = new("salesInvoices", BcShapes.Fields($"{Header} invoiceDate orderId orderNumber remainingAmount"), null, "salesInvoiceLines");

    public BcSet CreditMemos { get; } = new("salesCreditMemos", BcShapes.Fields($"{Header} creditMemoDate dueDate invoiceId invoiceNumber"), BcShapes.CreditMemo, "salesCreditMemoLines");

    public BcSet Stock { get; } = new("stockLevels", BcShapes.Fields("id itemNumber variantCode locationCode inventory quantityOnSalesOrders quantityOnCreditMemos lastModifiedDateTime"), null, null);

    public Dictionary<string, BcRow> Subscriptions { get; } = [];

    public IReadOnlyList<BcSet> Sets => [Items, Variants, Locations, Currencies, Customers, Orders, Invoices, CreditMemos];

    private Dictionary<(string Item, string Variant, string Location), BcRow> StockIndex { get; } = [];

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
