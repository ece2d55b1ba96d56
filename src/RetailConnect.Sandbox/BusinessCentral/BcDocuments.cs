using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Sales orders, invoices and credit memos: checks, totals, posting, and what they do to the stock.</summary>
internal sealed partial class BcDocuments(BcState state, BusinessCentralSettings settings, Action<BcSet, BcRow, string> changed)
{
    private const string OnOrders = "quantityOnSalesOrders";
    private const string OnCredits = "quantityOnCreditMemos";
    private readonly BcLines lines = new(state, settings);
    private int orders;
    private int invoices;
    private int credits;
    private int shipments;

    public BcRow Create(BcSet set, JsonObject body, DateTimeOffset now)
    {
        var isOrder = set == state.Orders;
        var customer = Customer(body);
        var header = body.DeepClone().AsObject();
        header.Remove(set.Lines!);
        header["customerId"] = customer.Id.ToString();
        header["customerNumber"] = customer.Text("number");
        header["customerName"] = customer.Text("displayName");
        header["currencyCode"] = Currency(body);
        header["pricesIncludeTax"] = (bool?)body["pricesIncludeTax"] ?? settings.CustomersPricesIncludeTax;
        header["status"] = "Draft";
        CheckDimensions(body);
        Invoice(header);
        var made = (body[set.Lines!] as JsonArray ?? []).Select((line, index) => lines.Make(line!.AsObject(), index, header)).ToList();
        header["number"] = isOrder ? $"SO-{++orders:D6}" : $"CM-{++credits:D6}";
        var row = state.Add(set, header, now);
        row.Lines.AddRange(made);
        Total(row);
        Commit(set, row, 1, now);
        changed(set, row, "created");
        return row;
    }

    public void AddLine(BcSet set, BcRow row, JsonObject line, DateTimeOffset now)
    {
        CheckOpen(set, row);
        CheckDraft(set, row);
        var made = lines.Make(line, row.Lines.Max(other => (int?)other["sequence"]) / 10000 ?? 0, row.Body);
        Commit(set, row, -1, now);
        row.Lines.Add(made);
        Total(row);
        Commit(set, row, 1, now);
        row.Touch(now);
        changed(set, row, "updated");
    }

    public void Delete(BcSet set, BcRow row, DateTimeOffset now)
    {
        CheckOpen(set, row);
        if (row.Lines.Any(line => ((decimal?)line["shippedQuantity"] ?? 0) != 0))
        {
            throw Dialog("You cannot delete the order because it has been shipped and not invoiced.");
        }

        Commit(set, row, -1, now);
        set.Rows.Remove(row);
        changed(set, row, "deleted");
    }

    /// <summary>Ships and invoices an order: it disappears, and a posted invoice with the same reference appears.</summary>
    public BcRow PostOrder(BcRow order, DateTimeOffset now)
    {
        Ship(order, [.. order.Lines.Select(line => (line, Outstanding(line)))], now);
        state.Orders.Rows.Remove(order);
        var body = order.Body.DeepClone().AsObject();
        body["orderId"] = order.Id.ToString();
        body["orderNumber"] = order.Text("number");
        body["number"] = $"PSI-{++invoices:D6}";
        body["status"] = "Open";
        body["invoiceDate"] = body["orderDate"]?.DeepClone();
        body.Remove("orderDate");
        body["postingDate"] ??= BcRow.Time(now)[..10];
        body["billToCustomerId"] = body["customerId"]?.DeepClone();
        body["remainingAmount"] = order.Number("totalAmountIncludingTax");
        var invoice = state.Add(state.Invoices, body, now);
        invoice.Lines.AddRange(order.Lines.Select(InvoicedLine));
        changed(state.Orders, order, "deleted");
        changed(state.Invoices, invoice, "created");
        return invoice;
    }

    /// <summary>Ships units of an order's lines: a posted shipment with the same reference appears, and the stock moves. The order stays.</summary>
    public void Ship(BcRow order, IReadOnlyList<(JsonObject Line, decimal Units)> parts, DateTimeOffset now)
    {
        var sent = parts.Where(part => part.Units != 0).ToList();
        if (sent.Count == 0)
        {
            return;
        }

        var body = new JsonObject { ["number"] = $"SS-{++shipments:D6}", ["orderNumber"] = order.Text("number") };
        foreach (var field in (string[])["externalDocumentNumber", "postingDate", "customerId", "customerNumber", "customerName", "currencyCode", "pricesIncludeTax"])
        {
            body[field] = order.Body[field]?.DeepClone();
        }

        var shipment = state.Add(state.Shipments, body, now);
        foreach (var (line, units) in sent)
        {
            shipment.Lines.Add(ShippedLine(shipment, line, units));
            Stock(line, OnOrders, -units, now);
            Stock(line, "inventory", -units, now);
            line["shippedQuantity"] = ((decimal?)line["shippedQuantity"] ?? 0) + units;
        }

        Release(order);
    }

    /// <summary>A shipment's line names the item, but neither its variant nor the location.</summary>
    private JsonObject ShippedLine(BcRow shipment, JsonObject line, decimal units)
    {
        var shipped = new JsonObject { ["id"] = state.NewId().ToString(), ["documentId"] = shipment.Text("id"), ["documentNo"] = shipment.Text("number"), ["quantity"] = units };
        foreach (var field in (string[])["sequence", "lineType", "lineObjectNumber", "description", "description2", "unitOfMeasureCode", "unitPrice", "discountPercent", "shipmentDate"])
        {
            shipped[field] = line[field]?.DeepClone();
        }

        return shipped;
    }

    private static JsonObject InvoicedLine(JsonObject line)
    {
        var invoiced = line.DeepClone().AsObject();
        invoiced.Remove("shippedQuantity");
        return invoiced;
    }

    private static decimal Outstanding(JsonObject line) => ((decimal?)line["quantity"] ?? 0) - ((decimal?)line["shippedQuantity"] ?? 0);

    public void PostCreditMemo(BcRow memo, DateTimeOffset now)
    {
        if (memo.Text("status") is not "Draft")
        {
            throw new ODataError(400, "Application_DialogException", "The action can be applied to a draft credit memo only.");
        }

        Commit(state.CreditMemos, memo, -1, now);
        memo.Body["status"] = "Paid";
        memo.Touch(now);
        Stock(memo, "inventory", 1, now);
        changed(state.CreditMemos, memo, "updated");
    }

    private BcRow Customer(JsonObject body)
    {
        var (id, number) = ((string?)body["customerId"], (string?)body["customerNumber"]);
        if (id is null && number is null)
        {
            throw new ODataError(400, "Application_DialogException", "A \"customerNumber\" or a \"customerId\" must be provided.");
        }

        var found = state.Customers.Rows.FirstOrDefault(row => id is not null ? string.Equals(row.Text("id"), id, StringComparison.OrdinalIgnoreCase) : row.Text("number") == number)
            ?? throw new ODataError(400, "Internal_RecordNotFound", $"The Customer does not exist. Identification fields and values: No.='{number ?? id}'");
        return number is null || found.Text("number") == number ? found : throw new ODataError(400, "Application_DialogException", "The sell-to customer values do not match to a specific Customer.");
    }

    private string Currency(JsonObject body)
    {
        var (id, code) = ((string?)body["currencyId"], (string?)body["currencyCode"] ?? "");
        if (id is not null)
        {
            var found = state.Currencies.Rows.FirstOrDefault(row => string.Equals(row.Text("id"), id, StringComparison.OrdinalIgnoreCase))?.Text("code")
                ?? throw new ODataError(400, "Application_DialogException", "The \"currencyId\" does not match to a Currency.");
            return code.Length == 0 || code == found ? found : throw new ODataError(400, "Application_DialogException", "The currency values do not match to a specific Currency.");
        }

        return code.Length == 0 || code == settings.LocalCurrency ? settings.LocalCurrency
            : settings.Currencies.Contains(code) ? code
            : throw new ODataError(400, "Application_DialogException", $"The field Currency Code of table Sales Header contains a value ({code}) that cannot be found in the related table (Currency).");
    }

    private void CheckDimensions(JsonObject body)
    {
        foreach (var number in (int[])[1, 2])
        {
            if ((string?)body[$"shortcutDimension{number}Code"] is { Length: > 0 } value && !(number == 1 ? settings.Dimension1Values : settings.Dimension2Values).Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                throw new ODataError(400, "Application_DialogException", $"The field Shortcut Dimension {number} Code of table Sales Header contains a value ({value}) that cannot be found in the related table (Dimension Value).");
            }
        }
    }

    /// <summary>A credit memo may name the posted invoice that it gives back.</summary>
    private void Invoice(JsonObject header)
    {
        if ((string?)header["invoiceId"] is not { } id)
        {
            return;
        }

        var invoice = state.Invoices.Rows.FirstOrDefault(row => string.Equals(row.Text("id"), id, StringComparison.OrdinalIgnoreCase))
            ?? throw new ODataError(400, "Application_DialogException", "The \"invoiceId\" does not match to an Invoice.");
        if (header["invoiceNumber"] is { } number && (string?)number != invoice.Text("number"))
        {
            throw new ODataError(400, "Application_DialogException", "The \"invoiceId\" and \"invoiceNumber\" do not match to a specific Invoice.");
        }

        header["invoiceNumber"] = invoice.Text("number");
    }

    /// <summary>A posted credit memo keeps its id and place, but nothing changes it any more.</summary>
    private void CheckOpen(BcSet set, BcRow row)
    {
        if (set == state.CreditMemos && row.Text("status") is not "Draft")
        {
            throw new ODataError(400, "Application_DialogException", "The credit memo has been posted and can no longer be modified.");
        }
    }

    private static void Total(BcRow row)
    {
        var discount = row.Number("discountAmount");
        row.Body["totalAmountIncludingTax"] = row.Lines.Sum(line => (decimal)line["amountIncludingTax"]!) - discount;
        row.Body["totalAmountExcludingTax"] = row.Lines.Sum(line => (decimal)line["amountExcludingTax"]!) - discount;
        row.Body["totalTaxAmount"] = row.Lines.Sum(line => (decimal)line["totalTaxAmount"]!);
    }

    private void Commit(BcSet set, BcRow row, int sign, DateTimeOffset now)
    {
        if (set == state.Orders || row.Text("status") is "Draft")
        {
            Stock(row, set == state.Orders ? OnOrders : OnCredits, sign, now);
        }
    }

    private void Stock(BcRow row, string figure, int sign, DateTimeOffset now)
    {
        foreach (var line in row.Lines)
        {
            Stock(line, figure, sign * Outstanding(line), now);
        }
    }

    private void Stock(JsonObject line, string figure, decimal units, DateTimeOffset now)
    {
        if ((string?)line["lineType"] is "Item")
        {
            var location = state.Locations.Rows.FirstOrDefault(place => place.Text("id") == (string?)line["locationId"])?.Text("code") ?? "";
            var variant = state.Variants.Rows.FirstOrDefault(other => other.Text("id") == (string?)line["itemVariantId"])?.Text("code") ?? "";
            state.Move(((string)line["lineObjectNumber"]!, variant, location), figure, units * state.PerUnit(line), now);
        }
    }
}
