using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <content>Changes of open sales orders.</content>
internal sealed partial class BcDocuments
{
    /// <summary>What a person in the ERP, or a caller, writes into a head without moving an amount.</summary>
    public void ChangeHead(BcRow row, JsonObject body, DateTimeOffset now)
    {
        // The judge compares references as they were sent; callers see the capital letters that a code is kept in.
        foreach (var (name, value) in body.Where(field => field.Key != "externalDocumentNumber" || !string.Equals((string?)field.Value, row.Text(field.Key), StringComparison.OrdinalIgnoreCase)))
        {
            row.Body[name] = value?.DeepClone();
        }

        Touched(row, now);
    }

    /// <summary>Hands an order over to the warehouse: its lines stand from now on.</summary>
    public static void Release(BcRow order) => order.Body["status"] = "Open";

    public JsonObject ChangeLine(BcRow row, Guid id, JsonObject change, DateTimeOffset now)
    {
        CheckDraft(state.Orders, row);
        var (index, line) = Find(row, id);
        var (shipped, wanted) = ((decimal?)line["shippedQuantity"] ?? 0, line.DeepClone().AsObject());
        foreach (var (name, value) in change)
        {
            wanted[name] = value?.DeepClone();
        }

        if (change.ContainsKey("discountAmount") && !change.ContainsKey("discountPercent"))
        {
            wanted.Remove("discountPercent");
        }

        if (shipped > 0 && (change.ContainsKey("lineType") || change.ContainsKey("lineObjectNumber") || change.ContainsKey("itemVariantId") || change.ContainsKey("locationId")))
        {
            throw Dialog("You cannot change the line because the order has been shipped.");
        }

        if (((decimal?)wanted["quantity"] ?? 0) < shipped)
        {
            throw Dialog("Quantity must not be less than Quantity Shipped in Sales Line.");
        }

        var made = lines.Make(wanted, index, row.Body);
        (made["id"], made["sequence"]) = (line["id"]?.DeepClone(), line["sequence"]?.DeepClone());
        Commit(state.Orders, row, -1, now);
        row.Lines[index] = made;
        Total(row);
        Commit(state.Orders, row, 1, now);
        Touched(row, now);
        return made;
    }

    public void RemoveLine(BcRow row, Guid id, DateTimeOffset now)
    {
        CheckDraft(state.Orders, row);
        var (index, line) = Find(row, id);
        if (((decimal?)line["shippedQuantity"] ?? 0) != 0)
        {
            throw Dialog("Quantity Shipped must be equal to 0 in Sales Line.");
        }

        Commit(state.Orders, row, -1, now);
        row.Lines.RemoveAt(index);
        Total(row);
        Commit(state.Orders, row, 1, now);
        Touched(row, now);
    }

    /// <summary>Puts documents back as they were, and the units that they hold.</summary>
    public void Restore(IEnumerable<BcSnapshot> before, DateTimeOffset now)
    {
        foreach (var document in before)
        {
            Commit(state.Orders, document.Row, -1, now);
            document.Restore();
            Commit(state.Orders, document.Row, 1, now);
        }
    }

    private static (int Index, JsonObject Line) Find(BcRow row, Guid id)
    {
        var index = row.Lines.FindIndex(line => (string?)line["id"] == id.ToString());
        return index < 0 ? throw ODataError.NotFound("The requested resource does not exist. No entity with this key was found.") : (index, row.Lines[index]);
    }

    /// <summary>What AL calls open is a draft in the API, and what it calls released is open.</summary>
    private void CheckDraft(BcSet set, BcRow row)
    {
        if (set == state.Orders && row.Text("status") is not "Draft")
        {
            throw Dialog($"Status must be equal to 'Open' in Sales Header: Document Type=Order, No.={row.Text("number")}. Current value is 'Released'.");
        }
    }

    private void Touched(BcRow row, DateTimeOffset now)
    {
        row.Touch(now);
        changed(state.Orders, row, "updated");
    }

    private static ODataError Dialog(string message) => new(400, "Application_DialogException", message);
}
