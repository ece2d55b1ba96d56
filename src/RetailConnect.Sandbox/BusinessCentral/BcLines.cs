using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Makes document lines: checks what they refer to, and computes what Business Central computes.</summary>
internal sealed class BcLines(BcState state, BusinessCentralSettings settings)
{
    // Unit prices are rounded finer than amounts.
    private const int PriceDigits = 5;

    /// <param name="line">The line as it was sent.</param>
    /// <param name="index">Place in the document.</param>
    /// <param name="header">The document: whether its prices include tax, and its currency.</param>
    public JsonObject Make(JsonObject line, int index, JsonObject header)
    {
        var includes = (bool)header["pricesIncludeTax"]!;
        var made = line.DeepClone().AsObject();
        switch ((string?)line["lineType"])
        {
            case "Item":
                var item = ItemOf(made);
                made["unitOfMeasureCode"] = UnitOf(item, (string?)made["unitOfMeasureCode"]);
                made["unitPrice"] ??= PriceOf(item, includes, (string)header["currencyCode"]!) * state.PerUnit(made);
                break;
            case "Account" when !settings.Accounts.Contains((string?)line["lineObjectNumber"] ?? ""):
                throw Refused($"The field No. of table Sales Line contains a value ({(string?)line["lineObjectNumber"]}) that cannot be found in the related table (G/L Account).");
            case "Account":
                break;
            case "Comment" when Number(line, "quantity") == 0 && Number(line, "unitPrice") == 0 && Number(line, "discountAmount") == 0:
                break;
            case "Comment":
                throw Refused("Type must have a value in Sales Line.");
            default:
                throw ODataError.Bad("The lineType must be Item, Account or Comment in the simulator.");
        }

        made["id"] = state.NewId().ToString();
        made["sequence"] = (index + 1) * 10000;
        try
        {
            Compute(made, includes);
        }
        catch (OverflowException)
        {
            throw Refused("The amount of the line is outside of the permitted range.");
        }

        return made;
    }

    private static ODataError Refused(string message) => new(400, "Application_DialogException", message);

    private static ODataError Missing(string message) => new(400, "Internal_RecordNotFound", message);

    private static decimal Number(JsonObject line, string field) => (decimal?)line[field] ?? 0;

    private static decimal Rounded(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    private static BcRow? Find(BcSet set, string? id) => set.Rows.FirstOrDefault(row => string.Equals(row.Text("id"), id, StringComparison.OrdinalIgnoreCase));

    private void Compute(JsonObject made, bool includes)
    {
        var gross = Number(made, "quantity") * Number(made, "unitPrice");
        if (made["discountAmount"] is null && Number(made, "discountPercent") is var percent and not 0)
        {
            made["discountAmount"] = Rounded(gross * percent / 100);
        }

        var net = Rounded(gross - Number(made, "discountAmount"));
        var including = includes ? net : Rounded(net * (1 + settings.VatRate));
        var excluding = includes ? Rounded(net / (1 + settings.VatRate)) : net;
        if (Math.Abs(including) > BcShapes.Largest)
        {
            throw new OverflowException();
        }

        made["amountIncludingTax"] = including;
        made["amountExcludingTax"] = excluding;
        made["totalTaxAmount"] = including - excluding;
    }

    private BcRow ItemOf(JsonObject made)
    {
        var (id, number) = ((string?)made["itemId"], (string?)made["lineObjectNumber"]);
        var item = (id is not null ? Find(state.Items, id) : state.Items.Rows.FirstOrDefault(row => row.Text("number") == number))
            ?? throw Missing($"The Item does not exist. Identification fields and values: No.='{number ?? id}'");
        made["itemId"] = item.Text("id");
        made["lineObjectNumber"] = item.Text("number");
        if ((string?)made["itemVariantId"] is { } variantId)
        {
            var variant = Find(state.Variants, variantId);
            made["itemVariantId"] = variant?.Text("itemId") == item.Text("id") ? variant.Text("id") : throw Missing($"The Item Variant does not exist. Identification fields and values: Item No.='{item.Text("number")}'");
        }

        if ((string?)made["locationId"] is { } locationId)
        {
            made["locationId"] = Find(state.Locations, locationId)?.Text("id") ?? throw Missing("The Location does not exist.");
        }

        return item;
    }

    /// <summary>A line without unit is sold by the item's sales unit; any other must be one of the item's.</summary>
    private string UnitOf(BcRow item, string? unit)
    {
        var number = item.Text("number");
        var found = string.IsNullOrEmpty(unit) ? state.SalesUnits.GetValueOrDefault(number, item.Text("baseUnitOfMeasureCode")) : unit;
        return found == item.Text("baseUnitOfMeasureCode") || state.Units.ContainsKey((number, found)) ? found
            : throw Missing($"The Item Unit of Measure does not exist. Identification fields and values: Item No.='{number}',Code='{found}'");
    }

    /// <summary>The price of the item card, with or without tax as the document has it.</summary>
    private decimal PriceOf(BcRow item, bool includes, string currency)
    {
        if (currency != settings.LocalCurrency)
        {
            throw Refused($"There is no Currency Exchange Rate within the filter. Filters: Currency Code: {currency}");
        }

        var (price, itemIncludes) = (item.Number("unitPrice"), (bool?)item.Body["priceIncludesTax"] ?? false);
        var factor = 1 + settings.VatRate;
        return itemIncludes == includes ? price : decimal.Round(includes ? price * factor : price / factor, PriceDigits, MidpointRounding.AwayFromZero);
    }
}
