using System.Globalization;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Answers reads: filter, selection, expansion, order, and server-driven pages.</summary>
internal sealed class BcReader(BcState state)
{
    /// <summary>A field that AL knows as Code: it is kept in capital letters.</summary>
    private const string Code = "externalDocumentNumber";
    private const int LargestPage = 20_000;

    public SandboxResponse List(SandboxRequest request, BcSet set)
    {
        var query = BcQuery.List(request.Query, set);
        var found = set.Rows.Where(query.Filter).ToList();
        var rest = query.Order.Sort(found, query.Token);
        var wanted = Math.Min(Math.Max(rest.Count - query.Skip, 0), query.Top ?? int.MaxValue);
        var page = rest.Skip(query.Skip).Take(Math.Min(PageSize(request), wanted)).ToList();
        var body = new JsonObject { ["@odata.context"] = $"{Root(request)}$metadata#{set.Name}" };
        if (query.Count)
        {
            body["@odata.count"] = found.Count;
        }

        body["value"] = new JsonArray([.. page.Select(row => (JsonNode)Show(row, set, query))]);
        if (page.Count < wanted)
        {
            body["@odata.nextLink"] = $"{Root(request)}{request.Path.TrimStart('/')}?{query.Next(query.Order.TokenOf(page[^1]), page.Count)}";
        }

        return SandboxResponse.Json(200, body);
    }

    public JsonObject Show(BcRow row, BcSet set, BcQuery? query = null)
    {
        var body = new JsonObject { ["@odata.etag"] = row.Etag };
        foreach (var (name, value) in row.Body)
        {
            if (query?.Select is { } wanted ? wanted.Contains(name) : set != state.Items || !state.ItemFields.ContainsKey(name))
            {
                body[name] = name == Code && value is not null ? ((string)value!).ToUpperInvariant() : value?.DeepClone();
            }
        }

        if (query?.Expand is { } expand)
        {
            body[expand] = new JsonArray([.. Lines(row, set).Select(line => Chosen(line!.AsObject(), query.ExpandedSelect))]);
        }

        if (query?.Picture is true)
        {
            body["picture"] = BcPictures.Show(row);
        }

        return body;
    }

    public JsonArray Lines(BcRow row, BcSet set) => set.Name == state.Items.Name
        ? [.. state.VariantsOf(row).Select(variant => Show(variant, state.Variants))]
        : [.. row.Lines.Select(line => line.DeepClone())];

    private static JsonObject Chosen(JsonObject line, string[]? select) =>
        select?.FirstOrDefault(field => !line.ContainsKey(field)) is { } unknown ? throw ODataError.Bad($"Could not find a property named '{unknown}'.")
        : new(line.Where(field => select is null || select.Contains(field.Key) || field.Key is "@odata.etag").Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    private static int PageSize(SandboxRequest request)
    {
        const string Name = "odata.maxpagesize=";
        var wish = request.Header("Prefer")?.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(part => part.StartsWith(Name, StringComparison.OrdinalIgnoreCase))?[Name.Length..];
        return int.TryParse(wish, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? Math.Clamp(size, 1, LargestPage) : LargestPage;
    }

    private static string Root(SandboxRequest request) => $"http://{request.Header("Host") ?? "business-central.example"}/";
}
