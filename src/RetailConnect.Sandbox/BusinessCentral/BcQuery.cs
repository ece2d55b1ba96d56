using System.Globalization;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>The options of a read, all of them checked before a row is looked at.</summary>
internal sealed class BcQuery
{
    private static readonly HashSet<string> OfEntity = ["$select", "$expand"];
    private static readonly HashSet<string> OfList = [.. OfEntity, "$filter", "$top", "$skip", "$orderby", "$count", "$skiptoken"];
    private readonly Dictionary<string, string> options;

    private BcQuery(Dictionary<string, string> options, BcSet set)
    {
        this.options = options;
        Filter = ODataFilter.Compile(options.GetValueOrDefault("$filter"), set);
        Order = ODataOrder.Compile(options.GetValueOrDefault("$orderby"), set);
        Select = options.GetValueOrDefault("$select")?.Split(',', StringSplitOptions.TrimEntries);
        foreach (var field in Select ?? [])
        {
            set.KindOf(field);
        }

        foreach (var part in Parts(options.GetValueOrDefault("$expand")))
        {
            var (name, select) = Expansion(part);
            if (name == set.Lines && Expand is null)
            {
                (Expand, ExpandedSelect) = (name, select);
            }
            else if (name is "picture" && set.HasPictures && !Picture && select is null)
            {
                Picture = true;
            }
            else
            {
                throw set.Unknown(name);
            }
        }

        Top = Number("$top");
        Skip = Number("$skip") ?? 0;
        Token = options.GetValueOrDefault("$skiptoken");
        Count = options.GetValueOrDefault("$count") switch { null or "false" => false, "true" => true, var other => throw ODataError.Bad($"Invalid value '{other}' for $count.") };
    }

    public Func<BcRow, bool> Filter { get; }

    public ODataOrder Order { get; }

    public string[]? Select { get; }

    public string? Expand { get; }

    /// <summary>True when the picture of an item comes along, without its content.</summary>
    public bool Picture { get; }

    /// <summary>Fields of what is expanded; null shows all.</summary>
    public string[]? ExpandedSelect { get; }

    public int? Top { get; }

    public int Skip { get; }

    public string? Token { get; }

    public bool Count { get; }

    public static BcQuery List(string query, BcSet set) => new(Options(query, OfList), set);

    public static BcQuery Entity(string query, BcSet set) => new(Options(query, OfEntity), set);

    /// <summary>Refuses any option.</summary>
    public static void None(string query) => Options(query, []);

    /// <summary>Options of the next page: what was skipped is behind it, and what $top still allows is less.</summary>
    public string Next(string token, int taken)
    {
        var kept = options.Where(option => option.Key is not ("$skiptoken" or "$skip" or "$top")).Select(option => $"{option.Key}={Uri.EscapeDataString(option.Value)}");
        string[] rest = Top is { } top ? [string.Create(CultureInfo.InvariantCulture, $"$top={top - taken}")] : [];
        return string.Join('&', [.. kept, .. rest, $"$skiptoken={Uri.EscapeDataString(token)}"]);
    }

    private static Dictionary<string, string> Options(string query, HashSet<string> known)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var name = Uri.UnescapeDataString(parts[0]);
            if (!known.Contains(name))
            {
                throw ODataError.Bad($"The query parameter '{name}' is not supported.");
            }

            if (!options.TryAdd(name, parts.Length == 2 ? Uri.UnescapeDataString(parts[1].Replace('+', ' ')) : ""))
            {
                throw ODataError.Bad($"Query option '{name}' was specified more than once, but it must be specified at most once.");
            }
        }

        return options;
    }

    /// <summary>Several expansions are separated by commas, as are the fields within the parentheses of one.</summary>
    private static IEnumerable<string> Parts(string? text)
    {
        var (start, depth) = (0, 0);
        for (var at = 0; at < text?.Length; at++)
        {
            depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[at] is ',' && depth == 0)
            {
                yield return text[start..at];
                start = at + 1;
            }
        }

        if (text is not null)
        {
            yield return text[start..];
        }
    }

    /// <summary>An expansion may say within parentheses which fields it wants; other options there are not simulated.</summary>
    private static (string Name, string[]? Select) Expansion(string text)
    {
        const string Select = "($select=";
        return text.IndexOf('(', StringComparison.Ordinal) is not (> 0 and var open) ? (text, null)
            : text[open..].StartsWith(Select, StringComparison.Ordinal) && text.EndsWith(')') ? (text[..open], text[(open + Select.Length)..^1].Split(',', StringSplitOptions.TrimEntries))
            : throw ODataError.Bad($"The simulator does not know the option '{text[open..]}' of an expansion.");
    }

    private int? Number(string name) =>
        !options.TryGetValue(name, out var text) ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw ODataError.Bad($"Invalid value '{text}' for {name}.");
}
