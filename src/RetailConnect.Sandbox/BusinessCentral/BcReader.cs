using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Answers reads: filter, selection, expansion, order, and server-driven pages.</summary>
internal sealed class BcReader(BcState state)
{
    private const int LargestPage = 20_000;
    private static readonly HashSet<string> Known = ["$filter", "$select", "$expand", "$top", "$skip", "$orderby", "$count", "$skiptoken"];

    public SandboxResponse List(SandboxRequest request, BcSet set)
    {
        var options = Options(request.Query);
        var rows = set.Rows.Where(ODataFilter.Compile(options.GetValueOrDefault("$filter"), set)).ToList();
        rows = Ordered(rows, set, options.GetValueOrDefault("$orderby"));
        var total = rows.Count;
        var from = options.TryGetValue("$skiptoken", out var token) ? From(token) : Number(options, "$skip") ?? 0;
        var most = Math.Min(PageSize(request), Number(options, "$top") ?? int.MaxValue);
        var page = rows.Skip(from).Take(most).ToList();
        var body = new JsonObject { ["@odata.context"] = $"{Root(request)}$metadata#{set.Name}" };
        if (options.GetValueOrDefault("$count") is "true")
        {
            body["@odata.count"] = total;
        }

        body["value"] = new JsonArray([.. page.Select(row => (JsonNode)Show(row, set, options))]);
        if (from + page.Count < total && !options.ContainsKey("$top"))
        {
            body["@odata.nextLink"] = Next(request, options, from + page.Count);
        }

        return SandboxResponse.Json(200, body);
    }

    public JsonObject Show(BcRow row, BcSet set, Dictionary<string, string> options)
    {
        var body = new JsonObject { ["@odata.etag"] = row.Etag };
        var wanted = options.GetValueOrDefault("$select")?.Split(',', StringSplitOptions.TrimEntries);
        foreach (var field in wanted?.Where(field => !set.Fields.Contains(field)) ?? [])
        {
            throw ODataError.Bad($"Could not find a property named '{field}' on type 'Microsoft.NAV.{set.Name}'.");
        }

        foreach (var (name, value) in row.Body)
        {
            if (wanted is null || wanted.Contains(name))
            {
                body[name] = value?.DeepClone();
            }
        }

        if (options.GetValueOrDefault("$expand") is { } expand)
        {
            body[expand] = set.Lines == expand ? new JsonArray([.. Lines(row, set).Select(line => (JsonNode)line)]) : throw ODataError.Bad($"Could not find a property named '{expand}' on type 'Microsoft.NAV.{set.Name}'.");
        }

        return body;
    }

    public static Dictionary<string, string> Options(string query)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var name = Uri.UnescapeDataString(parts[0]);
            if (!Known.Contains(name))
            {
                throw ODataError.Bad($"The query parameter '{name}' is not supported.");
            }

            options[name] = parts.Length == 2 ? Uri.UnescapeDataString(parts[1].Replace('+', ' ')) : "";
        }

        return options;
    }

    private IEnumerable<JsonObject> Lines(BcRow row, BcSet set) => set == state.Items
        ? state.Variants.Rows.Where(variant => variant.Text("itemId") == row.Text("id")).Select(variant => Show(variant, state.Variants, []))
        : row.Lines.Select(line => line.DeepClone().AsObject());

    private static List<BcRow> Ordered(List<BcRow> rows, BcSet set, string? order)
    {
        if (order is null)
        {
            return [.. rows.OrderBy(row => row.Sequence)];
        }

        var parts = order.Split(' ');
        if (!set.Fields.Contains(parts[0]))
        {
            throw ODataError.Bad($"Could not find a property named '{parts[0]}' on type 'Microsoft.NAV.{set.Name}'.");
        }

        var sorted = rows.OrderBy(row => row.Body[parts[0]]?.ToString() ?? "", StringComparer.Ordinal).ThenBy(row => row.Sequence);
        return [.. parts is [_, "desc"] ? sorted.Reverse() : sorted];
    }

    private static int? Number(Dictionary<string, string> options, string name) =>
        !options.TryGetValue(name, out var text) ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw ODataError.Bad($"Invalid value '{text}' for {name}.");

    private static int PageSize(SandboxRequest request)
    {
        const string Name = "odata.maxpagesize=";
        var wish = request.Header("Prefer")?.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(part => part.StartsWith(Name, StringComparison.OrdinalIgnoreCase))?[Name.Length..];
        return int.TryParse(wish, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? Math.Clamp(size, 1, LargestPage) : LargestPage;
    }

    private static int From(string token)
    {
        var buffer = new byte[token.Length];
        return Convert.TryFromBase64String(token, buffer, out var length) && int.TryParse(Encoding.ASCII.GetString(buffer, 0, length), out var from) ? from : throw ODataError.Bad("The $skiptoken is invalid.");
    }

    private static string Next(SandboxRequest request, Dictionary<string, string> options, int from)
    {
        var kept = options.Where(option => option.Key is not ("$skiptoken" or "$skip")).Select(option => $"{option.Key}={Uri.EscapeDataString(option.Value)}");
        var token = Convert.ToBase64String(Encoding.ASCII.GetBytes(from.ToString(CultureInfo.InvariantCulture)));
        return $"{Root(request)}{request.Path.TrimStart('/')}?{string.Join('&', kept.Append($"$skiptoken={Uri.EscapeDataString(token)}"))}";
    }

    private static string Root(SandboxRequest request) => $"http://{request.Header("Host") ?? "business-central.example"}/";
}
