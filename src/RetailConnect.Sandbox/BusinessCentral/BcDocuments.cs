using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Sales orders, invoices and credit memos: checks, totals, posting, and what they do to the stock.</summary>
internal sealed class BcDocuments(BcState state, BusinessCentralSettings settings, Action<BcSet, BcRow, string> changed)
{
    private const string OnOrders = "quantityOnSalesOrders";
    private const string OnCredits = "quantityOnCreditMemos";
    private int orders;
    private int invoices;
    private int credits;

    public BcRow Create(BcSet set, JsonObject body, DateTimeOffset now)
    {
        var isOrder = set == state.Orders;
        var customer = Customer(body);
        var currency = (string?)body["currencyCode"] ?? "";
        if (currency.Length > 0 && currency != settings.LocalCurrency && !settings.Currencies.Contains(currency))
        {
            throw new ODataError(400, "Application_DialogException", $"The field Currency Code of table Sales Header contains a value ({currency}) that cannot be found in the related table (Currency).");
        }

        var lines = (body[set.Lines!] as JsonArray ?? []).Select(line => line!.AsObject()).ToList();
        var includes = isOrder ? (bool?)body["pricesIncludeTax"] ?? settings.CustomersPricesIncludeTax : settings.CustomersPricesIncludeTax;
        var made = lines.Select((line, index) => Line(line, index, includes)).ToList();
        var header = body.DeepClone().AsObject();
        header.Remove(set.Lines!);
        header["customerId"] = customer.Id.ToString();
        header["customerNumber"] = customer.Text("number");
        header["customerName"] = customer.Text("displayName");
        header["currencyCode"] = currency.Length == 0 ? settings.LocalCurrency : currency;
        header["pricesIncludeTax"] = includes;
        header["number"] = isOrder ? $"SO-{++orders:D6}" : $"CM-{++credits:D6}";
        header["status"] = "Draft";
        var row = state.Add(set, header, now);
        row.Lines.AddRange(made);
        Total(row);
        Commit(set, row, 1, now);
        changed(set, row, "created");
        return row;
    }

    public void AddLine(BcSet set, BcRow row, JsonObject line, DateTimeOffset now)
    {
        Commit(set, row, -1, now);
        row.Lines.Add(Line(line, row.Lines.Count, (bool)row.Body["pricesIncludeTax"]!));
        Total(row);
        Commit(set, row, 1, now);
        row.Touch(now);
        changed(set, row, "updated");
    }

    public void Delete(BcSet set, BcRow row, DateTimeOffset now)
    {
        Commit(set, row, -1, now);
        set.Rows.Remove(row);
        changed(set, row, "deleted");
    }

    /// <summary>Ships and invoices an order: it disappears, and a posted invoice with the same reference appears.</summary>
    public BcRow PostOrder(BcRow order, DateTimeOffset now)
    {
        Commit(state.Orders, order, -1, now);
        state.Orders.Rows.Remove(order);
        var body = order.Body.DeepClone().AsObject();
        body["orderId"] = order.Id.ToString();
        body["orderNumber"] = order.Text("number");
        body["number"] = $"PSI-{++invoices:D6}";
        body["status"] = "Open";
        body["invoiceDate"] = body["orderDate"]?.DeepClone();
        body.Remove("orderDate");
        var invoice = state.Add(state.Invoices, body, now);
        invoice.Lines.AddRange(order.Lines.Select(line => line.DeepClone().AsObject()));
        Stock(order, "inventory", -1, now);
        changed(state.Orders, order, "deleted");
        changed(state.Invoices, invoice, "created");
        return invoice;
    }

    public void PostCreditMemo(BcRow memo, DateTimeOffset now)
    {
        if (memo.Text("status") is not "Draft")
        {
            throw new ODataError(400, "Application_DialogException", "The credit memo is posted already.");
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
        var found = state.Customers.Rows.FirstOrDefault(row => id is not null ? string.Equals(row.Text("id"), id, StringComparison.OrdinalIgnoreCase) : row.Text("number") == number);
        return found ?? throw new ODataError(400, "Internal_RecordNotFound", id is null && number is null ? "You must specify a customer." : $"The Customer does not exist. Identification fields and values: No.='{number ?? id}'");
    }

    private JsonObject Line(JsonObject line, int index, bool pricesIncludeTax)
    {
        var made = line.DeepClone().AsObject();
        var quantity = (decimal?)line["quantity"] ?? 0;
        switch ((string?)line["lineType"])
        {
            case "Item":
                ItemLine(made);
                break;
            case "Account" when !settings.Accounts.Contains((string?)line["lineObjectNumber"] ?? ""):
                throw new ODataError(400, "Application_DialogException", $"The field No. of table Sales Line contains a value ({(string?)line["lineObjectNumber"]}) that cannot be found in the related table (G/L Account).");
            case "Account" or "Comment":
                break;
            default:
                throw ODataError.Bad("The lineType must be Item, Account or Comment in the simulator.");
        }

        var net = decimal.Round((quantity * ((decimal?)line["unitPrice"] ?? 0)) - ((decimal?)line["discountAmount"] ?? 0), 2, MidpointRounding.AwayFromZero);
        var including = pricesIncludeTax ? net : decimal.Round(net * (1 + settings.VatRate), 2, MidpointRounding.AwayFromZero);
        var excluding = pricesIncludeTax ? decimal.Round(net / (1 + settings.VatRate), 2, MidpointRounding.AwayFromZero) : net;
        made["id"] = state.NewId().ToString();
        made["sequence"] = (index + 1) * 10000;
        made["amountIncludingTax"] = including;
        made["amountExcludingTax"] = excluding;
        made["totalTaxAmount"] = including - excluding;
        return made;
    }

    private void ItemLine(JsonObject made)
    {
        var (id, number) = ((string?)made["itemId"], (string?)made["lineObjectNumber"]);
        var item = state.Items.Rows.FirstOrDefault(row => id is not null ? row.Text("id") == id : row.Text("number") == number)
            ?? throw new ODataError(400, "Internal_RecordNotFound", $"The Item does not exist. Identification fields and values: No.='{number ?? id}'");
        made["itemId"] = item.Text("id");
        made["lineObjectNumber"] = item.Text("number");
        if ((string?)made["itemVariantId"] is { } variant && !state.Variants.Rows.Any(row => row.Text("id") == variant && row.Text("itemId") == item.Text("id")))
        {
            throw new ODataError(400, "Internal_RecordNotFound", $"The Item Variant does not exist. Identification fields and values: Item No.='{item.Text("number")}'");
        }

        if ((string?)made["locationId"] is { } location && state.Locations.Rows.All(row => row.Text("id") != location))
        {
            throw new ODataError(400, "Internal_RecordNotFound", "The Location does not exist.");
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
        foreach (var line in row.Lines.Where(line => (string?)line["lineType"] is "Item"))
        {
            var location = state.Locations.Rows.FirstOrDefault(place => place.Text("id") == (string?)line["locationId"])?.Text("code") ?? "";
            var variant = state.Variants.Rows.FirstOrDefault(other => other.Text("id") == (string?)line["itemVariantId"])?.Text("code") ?? "";
            state.Move(((string)line["lineObjectNumber"]!, variant, location), figure, sign * ((decimal?)line["quantity"] ?? 0), now);
        }
    }

}
