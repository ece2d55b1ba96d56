using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <content>What happens in the back office without any API call, and what the judge may look at.</content>
public sealed partial class BusinessCentralSimulator
{
    /// <summary>Orders, invoices and credit memos.</summary>
    public IReadOnlyList<ErpDocument> Documents => Look(() =>
        state.Orders.Rows.Select(row => Fact(row, false, false)).Concat(state.Invoices.Rows.Select(row => Fact(row, false, true))).Concat(state.CreditMemos.Rows.Select(row => Fact(row, true, row.Text("status") is not "Draft"))).ToList());

    /// <summary>Stock by place.</summary>
    public IReadOnlyList<ErpStock> Stock => Look(() => state.Stock.Rows.Select(row => new ErpStock(
        Sku(row.Text("itemNumber"), row.Text("variantCode")), row.Text("locationCode"), row.Number("inventory"), row.Number("quantityOnSalesOrders"), row.Number("quantityOnCreditMemos"))).ToList());

    /// <summary>Prices by SKU.</summary>
    public IReadOnlyList<(string Sku, decimal Price)> Prices => Look(() => state.Items.Rows.SelectMany(item =>
    {
        var variants = state.VariantsOf(item).ToList();
        return variants.Count == 0 ? [(item.Text("number"), item.Number("unitPrice"))] : variants.Select(variant => (Sku(item.Text("number"), variant.Text("code")), item.Number("unitPrice")));
    }).ToList());

    /// <summary>Customers: number, e-mail address and city; what is unknown is empty.</summary>
    public IReadOnlyList<(string Number, string Email, string City)> Customers => Look(() => state.Customers.Rows.Select(row => (row.Text("number"), row.Text("email"), row.Text("city"))).ToList());

    /// <summary>Opens a location.</summary>
    public void AddLocation(string code, string name) => Look(() => state.Add(state.Locations, new JsonObject { ["code"] = code, ["displayName"] = name }, time.GetUtcNow()));

    /// <summary>Registers a customer, for example the one that anonymous sales are posted to.</summary>
    public void AddCustomer(string number, string name) => Look(() => AddCustomer(new JsonObject { ["number"] = number, ["displayName"] = name, ["type"] = "Person" }, time.GetUtcNow()));

    /// <summary>Adds an item with its variants.</summary>
    public void AddItem(string number, string name, decimal price, decimal cost, IReadOnlyList<(string Code, string Name)> variants) => Look(() =>
    {
        var now = time.GetUtcNow();
        var item = state.Add(state.Items, new JsonObject
        {
            ["number"] = number, ["displayName"] = name, ["type"] = "Inventory", ["itemCategoryId"] = Guid.Empty.ToString(), ["itemCategoryCode"] = "", ["blocked"] = false, ["gtin"] = "", ["inventory"] = 0m, ["unitPrice"] = price, ["priceIncludesTax"] = settings.ItemPricesIncludeTax, ["unitCost"] = cost, ["baseUnitOfMeasureCode"] = "PCS",
        }, now);
        foreach (var (code, text) in variants)
        {
            state.Add(state.Variants, new JsonObject { ["itemId"] = item.Text("id"), ["itemNumber"] = number, ["code"] = code, ["description"] = text }, now);
        }

        notices.Tell(state.Items, item, "created");
        return item;
    });

    /// <summary>Gives an item a unit of measure of so many base units; it may be the one in which the item is sold, unless a line says otherwise.</summary>
    public void AddUnit(string number, string unit, decimal baseUnits, bool sells) => Look(() =>
    {
        state.Units[(number, unit)] = baseUnits;
        if (sells)
        {
            state.SalesUnits[number] = unit;
        }

        return true;
    });

    /// <summary>The back office has the lines of an item in an open order sold by another unit, as many of it as make the same pieces; the price goes along.</summary>
    /// <exception cref="InvalidOperationException">There is no such order.</exception>
    public void ChangeUnit(string reference, string number, string unit) => Look(() =>
    {
        var order = state.Orders.Rows.Single(row => row.Text("externalDocumentNumber") == reference);
        foreach (var line in order.Lines.Where(line => (string?)line["lineObjectNumber"] == number))
        {
            var before = state.PerUnit(line);
            line["unitOfMeasureCode"] = unit;
            var factor = state.PerUnit(line) / before;
            (line["quantity"], line["unitPrice"]) = ((decimal)line["quantity"]! / factor, (decimal)line["unitPrice"]! * factor);
        }

        order.Touch(time.GetUtcNow());
        return true;
    });

    /// <summary>Adds a category of items.</summary>
    public void AddCategory(string code, string name) => Look(() => state.Add(state.Categories, new JsonObject { ["code"] = code, ["displayName"] = name }, time.GetUtcNow()));

    /// <summary>Puts an item into a category that is there, or into none when the code is empty.</summary>
    public void SetCategory(string number, string code) => Look(() =>
    {
        var item = state.Items.Rows.First(row => row.Text("number") == number);
        item.Body["itemCategoryCode"] = code;
        item.Body["itemCategoryId"] = code.Length == 0 ? Guid.Empty.ToString() : state.Categories.Rows.First(row => row.Text("code") == code).Text("id");
        item.Touch(time.GetUtcNow());
        notices.Tell(state.Items, item, "updated");
        return item;
    });

    /// <summary>Changes the price of an item.</summary>
    public void SetPrice(string number, decimal price) => Look(() =>
    {
        var item = state.Items.Rows.First(row => row.Text("number") == number);
        item.Body["unitPrice"] = price;
        item.Touch(time.GetUtcNow());
        notices.Tell(state.Items, item, "updated");
        return item;
    });

    /// <summary>A field of an item as its page shows it; null when it has none of that name, or a blank one.</summary>
    public string? ItemField(string number, string field) => Look(() => state.Items.Rows.First(row => row.Text("number") == number).Body[field]?.ToString() is { Length: > 0 } text ? text : null);

    /// <summary>Blocks an item, or lets it be sold again.</summary>
    public void SetBlocked(string number, bool blocked) => Look(() =>
    {
        var item = state.Items.Rows.First(row => row.Text("number") == number);
        item.Body["blocked"] = blocked;
        item.Touch(time.GetUtcNow());
        notices.Tell(state.Items, item, "updated");
        return item;
    });

    /// <summary>Sets a custom field of an item: a text, a number, yes or no, or a day; null blanks a text. All other items have the field from then on too, blank.</summary>
    /// <exception cref="ArgumentException">A field is of no such kind, or of another one than before.</exception>
    public void SetItemField(string number, string field, object? value) => Look(() =>
    {
        var (kind, json) = value switch
        {
            null => (BcKind.Text, JsonValue.Create("")),
            string text => (BcKind.Text, JsonValue.Create(text)),
            decimal amount => (BcKind.Number, JsonValue.Create(amount)),
            bool flag => (BcKind.Flag, JsonValue.Create(flag)),
            DateOnly day => (BcKind.Date, JsonValue.Create(BcValue.Write(day))),
            _ => throw new ArgumentException($"A custom field holds no {value.GetType().Name}."),
        };
        if (state.Items.Fields.ContainsKey(field) || (state.ItemFields.TryGetValue(field, out var known) && known != kind))
        {
            throw new ArgumentException($"'{field}' is a field of another kind.");
        }

        state.ItemFields[field] = kind;
        foreach (var other in state.Items.Rows.Where(row => !row.Body.ContainsKey(field)))
        {
            other.Body[field] = kind switch { BcKind.Number => 0m, BcKind.Flag => false, BcKind.Date => "0001-01-01", _ => "" };
        }

        var item = state.Items.Rows.First(row => row.Text("number") == number);
        item.Body[field] = json;
        item.Touch(time.GetUtcNow());
        notices.Tell(state.Items, item, "updated");
        return item;
    });

    /// <summary>Payments in journals, those that wait there and those that are posted.</summary>
    public IReadOnlyList<ErpPayment> Payments => Look(() => payments.All);

    /// <summary>Invoices by reference: their totals, and what remains to be paid of them.</summary>
    public IReadOnlyList<(string Reference, decimal Total, decimal Remaining)> Invoices => Look(() =>
        state.Invoices.Rows.Select(row => (row.Text("externalDocumentNumber"), row.Number("totalAmountIncludingTax"), row.Number("remainingAmount"))).ToList());

    /// <summary>Adds a journal of customer payments.</summary>
    public void AddPaymentJournal(string code, string account) => Look(() => payments.AddJournal(code, account, time.GetUtcNow()));

    /// <summary>Somebody writes another amount into the lines that a reference has in payment journals; null deletes them. Returns how many there were.</summary>
    public int ChangePayment(string reference, decimal? amount) => Look(() => payments.Change(reference, amount, time.GetUtcNow()));

    /// <summary>The back office posts the lines of a payment journal, which leave it; returns how many.</summary>
    /// <exception cref="InvalidOperationException">A line can't be posted; nothing was.</exception>
    public int PostPayments(string journal) => Look(() => payments.Post(journal, time.GetUtcNow()));

    /// <summary>Goods are received (positive) or counted away (negative).</summary>
    public void MoveStock(string number, string variant, string location, decimal delta) => Look(() =>
    {
        state.Move((number, variant, location), "inventory", delta, time.GetUtcNow());
        return true;
    });

    /// <summary>The back office posts the oldest open order or credit memo that the draw names; false when there is none.</summary>
    /// <param name="draw">A number from 0 to 1 that chooses the document.</param>
    /// <param name="except">References of documents that are left alone; null for none.</param>
    public bool PostSomething(double draw, IReadOnlySet<string>? except = null) => Look(() =>
    {
        var open = state.Orders.Rows.Concat(state.CreditMemos.Rows.Where(row => row.Text("status") is "Draft")).Where(row => except?.Contains(row.Text("externalDocumentNumber")) != true).OrderBy(row => row.Sequence).ToList();
        if (open.Count == 0)
        {
            return false;
        }

        var chosen = open[Math.Min(open.Count - 1, (int)(open.Count * draw))];
        if (state.Orders.Rows.Contains(chosen))
        {
            documents.PostOrder(chosen, time.GetUtcNow());
        }
        else
        {
            documents.PostCreditMemo(chosen, time.GetUtcNow());
        }

        return true;
    });

    /// <summary>Posted shipments.</summary>
    public IReadOnlyList<ErpShipment> Shipments => Look(() => state.Shipments.Rows.Select(row => new ErpShipment(
        row.Text("number"), row.Text("externalDocumentNumber"), [.. row.Lines.Where(line => (string?)line["lineType"] is "Item").Select(line => ((string)line["lineObjectNumber"]!, (decimal)line["quantity"]!))])).ToList());

    /// <summary>The warehouse posts a shipment of units of an open order, by line from 0; the order is invoiced later.</summary>
    /// <exception cref="InvalidOperationException">There is no such open order, or more would be shipped than is left.</exception>
    public void Ship(string reference, IReadOnlyList<(int Line, decimal Units)> units) => Look(() =>
    {
        var order = state.Orders.Rows.SingleOrDefault(row => row.Text("externalDocumentNumber") == reference) ?? throw new InvalidOperationException($"There is no open order '{reference}'.");
        var parts = units.Select(part => (Line: order.Lines.Where(line => (string?)line["lineType"] is "Item").ElementAt(part.Line), part.Units)).ToList();
        if (parts.Any(part => part.Units <= 0 || ((decimal?)part.Line["shippedQuantity"] ?? 0) + part.Units > (decimal)part.Line["quantity"]!))
        {
            throw new InvalidOperationException($"More of '{reference}' would be shipped than is left.");
        }

        documents.Ship(order, parts, time.GetUtcNow());
        order.Touch(time.GetUtcNow());
        return true;
    });

    /// <summary>A clerk releases an open order to the warehouse.</summary>
    /// <exception cref="InvalidOperationException">There is no such open order.</exception>
    public void Release(string reference) => Look(() =>
    {
        var order = state.Orders.Rows.SingleOrDefault(row => row.Text("externalDocumentNumber") == reference) ?? throw new InvalidOperationException($"There is no open order '{reference}'.");
        BcDocuments.Release(order);
        order.Touch(time.GetUtcNow());
        return true;
    });

    /// <summary>A clerk gives an open order another external document number.</summary>
    /// <exception cref="InvalidOperationException">There is no such open order.</exception>
    public void Rename(string reference, string other) => Look(() =>
    {
        var order = state.Orders.Rows.SingleOrDefault(row => row.Text("externalDocumentNumber") == reference) ?? throw new InvalidOperationException($"There is no open order '{reference}'.");
        documents.ChangeHead(order, new JsonObject { ["externalDocumentNumber"] = other }, time.GetUtcNow());
        return true;
    });

    /// <summary>A clerk changes the units of an item line of an open order, by line from 0.</summary>
    /// <exception cref="InvalidOperationException">There is no such open order.</exception>
    public void ChangeUnits(string reference, int line, decimal units) => Look(() =>
    {
        var order = state.Orders.Rows.SingleOrDefault(row => row.Text("externalDocumentNumber") == reference) ?? throw new InvalidOperationException($"There is no open order '{reference}'.");
        var item = order.Lines.Where(row => (string?)row["lineType"] is "Item").ElementAt(line);
        return documents.ChangeLine(order, Guid.Parse((string)item["id"]!), new JsonObject { ["quantity"] = units }, time.GetUtcNow());
    });

    /// <summary>The back office ships what is left of an order, and invoices it.</summary>
    /// <exception cref="InvalidOperationException">There is no such open order.</exception>
    public void Post(string reference) => Look(() =>
    {
        documents.PostOrder(state.Orders.Rows.SingleOrDefault(row => row.Text("externalDocumentNumber") == reference) ?? throw new InvalidOperationException($"There is no open order '{reference}'."), time.GetUtcNow());
        return true;
    });

    private static string Sku(string item, string variant) => variant.Length == 0 ? item : $"{item}-{variant}";

    private ErpDocument Fact(BcRow row, bool credit, bool posted) => new(
        row.Id, row.Text("externalDocumentNumber"), credit, posted, row.Number("totalAmountIncludingTax"), row.Text("currencyCode"), row.Text("customerNumber"),
        [.. row.Lines.Where(line => (string?)line["lineType"] is "Item").Select(line => (
            Sku((string)line["lineObjectNumber"]!, state.Variants.Rows.FirstOrDefault(variant => variant.Text("id") == (string?)line["itemVariantId"])?.Text("code") ?? ""),
            (decimal?)line["quantity"] ?? 0, state.Locations.Rows.FirstOrDefault(place => place.Text("id") == (string?)line["locationId"])?.Text("code") ?? ""))])
    {
        Accounts = [.. row.Lines.Where(line => (string?)line["lineType"] is "Account").Select(line => ((string)line["lineObjectNumber"]!, (((decimal?)line["quantity"] ?? 0) * ((decimal?)line["unitPrice"] ?? 0)) - ((decimal?)line["discountAmount"] ?? 0)))],
    };

    private T Look<T>(Func<T> work)
    {
        lock (gate)
        {
            return work();
        }
    }
}
