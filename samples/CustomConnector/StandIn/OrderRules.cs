using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomConnector.StandIn;

/// <summary>What the Depot takes for an order.</summary>
internal static class OrderRules
{
    private const int LongestTitle = 200;
    private static readonly string[] OrderFields = ["reference", "state", "currency", "lines"];
    private static readonly string[] LineFields = ["sku", "title", "quantity", "unitPrice"];

    /// <summary>Reads an order; returns the refusal of one that is not taken.</summary>
    public static HttpResponseMessage? Read(string body, out JsonNode order)
    {
        order = new JsonObject();
        try
        {
            if (JsonNode.Parse(body) is not JsonObject read)
            {
                return Reply.Refused(400, "no_object", "An object is needed.");
            }

            order = read;
            return Judge(read);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            return Reply.Refused(400, "wrong_type", "A field is missing or of the wrong type.");
        }
    }

    private static HttpResponseMessage? Judge(JsonObject order)
    {
        var lines = (order["lines"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var unknown = order.Select(field => field.Key).Except(OrderFields).Concat(lines.SelectMany(line => line.Select(field => field.Key).Except(LineFields))).FirstOrDefault();
        return unknown is not null ? Reply.Refused(400, "unknown_field", $"The API knows no field '{unknown}'.")
            : string.IsNullOrEmpty((string?)order["reference"]) ? Reply.Refused(422, "no_reference", "A reference is needed.")
            : (string?)order["state"] is not ("open" or "cancelled") ? Reply.Refused(422, "wrong_state", "The state is open or cancelled.")
            : lines.Count == 0 ? Reply.Refused(422, "no_lines", "An order has at least one line.")
            : lines.Select(JudgeLine).FirstOrDefault(refusal => refusal is not null);
    }

    private static HttpResponseMessage? JudgeLine(JsonObject line) =>
        string.IsNullOrWhiteSpace((string?)line["sku"]) ? Reply.Refused(422, "unknown_sku", "A line has no SKU.")
        : ((string?)line["title"] ?? "").Length > LongestTitle ? Reply.Refused(422, "title_too_long", "A title has at most 200 characters.")
        : (decimal)line["quantity"]! is <= 0 ? Reply.Refused(422, "wrong_quantity", "A quantity is above zero.")
        : (decimal)line["unitPrice"]! is < 0 ? Reply.Refused(422, "negative_price", "A price is not negative.")
        : null;
}
