using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static RetailConnect.Testing.ConnectorAbility;

namespace RetailConnect.Testing;

/// <summary>Vendors add fields and words, and write times in zones of their own.</summary>
internal static partial class DriftChecks
{
    public const string Fields = "An unknown field changes nothing";
    public const string Words = "An unknown word does not fail the page";
    public const string Shapes = "An entity of another shape does not fail the page";
    public const string Zones = "Times of other zones are the same instants";
    private const string UnknownWord = "KIT_UNKNOWN_WORD";

    public static IEnumerable<ConnectorCheck> Of(SourceCapability source) =>
    [
        ConnectorCheck.Of(source.Type, An_unknown_field_changes_nothing, Reading),
        ConnectorCheck.Of(source.Type, An_unknown_word_does_not_fail_the_page, Reading, UnknownValues),
        .. HasPagesOfEntities(source) ? (IEnumerable<ConnectorCheck>)[ConnectorCheck.Of(source.Type, An_entity_of_another_shape_does_not_fail_the_page, Reading)] : [],
        ConnectorCheck.Of(source.Type, Times_of_other_zones_are_the_same_instants, Reading, Times),
    ];

    /// <summary>Stock has no entity of its own in most answers, and places are read once, at the start.</summary>
    private static bool HasPagesOfEntities(SourceCapability source) => source.Changes && source.Type != EntityType.StockLevel && source.Type != EntityType.Location;

    private static async Task An_unknown_field_changes_nothing(ConnectorBench bench, EntityType type)
    {
        var (put, before) = await PutAsync(bench, type);
        bench.Wire.Act = call => call.RewriteAsync(text => Rewritten(text, node => node is JsonObject there ? WithUnknown(there) : node));
        var after = await LoadAgainAsync(bench, type, put);
        Expect.Sequence(before.Select(change => change.Content), after.Select(change => change.Content), "Contents when every object of the answer has an unknown field");
    }

    private static async Task An_unknown_word_does_not_fail_the_page(ConnectorBench bench, EntityType type)
    {
        var (put, before) = await PutAsync(bench, type);
        var fields = bench.Readable.VocabularyOf(type);
        Expect.NotEqual(0, fields.Count, "Fields with a vocabulary, which the harness does not lack");
        foreach (var field in fields)
        {
            var replaced = 0;
            bench.Wire.Act = call => call.RewriteAsync(text => Rewritten(text, node => node is JsonObject there ? WithWord(there, field, ref replaced) : node));
            var after = await LoadAgainAsync(bench, type, put);
            Expect.True(replaced > 0, $"The field '{field}' is in the answers");
            Expect.Sequence(before.Select(change => change.Entity), after.Select(change => change.Entity), $"Entities of the page when '{field}' is a word that nobody knows");
            Expect.Empty(after.Where(change => change.IsDelete || change.Fault is { Kind: not FaultKind.Rejected }), $"Entities that are taken for deleted, or at fault otherwise than Rejected, when '{field}' is a word that nobody knows");
        }
    }

    private static async Task An_entity_of_another_shape_does_not_fail_the_page(ConnectorBench bench, EntityType type)
    {
        var (put, before) = await PutAsync(bench, type);
        var replaced = 0;
        bench.Wire.Act = call => call.RewriteAsync(text => Rewritten(text, node => node is JsonObject there && (there["id"] as JsonValue)?.ToString() == put[0].Value ? Misshapen(there, ref replaced) : node));
        var after = await LoadAgainAsync(bench, type, put);
        Expect.NotEqual(0, replaced, "Objects with the entity's id in the answers");
        Expect.Sequence(before.Select(change => change.Entity), after.Select(change => change.Entity), "Entities of the page when one is of another shape");
        Expect.True(after.All(change => (change.Entity == put[0]) == (change.Fault is { Kind: FaultKind.Rejected })), "The one of another shape is Rejected, and no other");
        Expect.Sequence(before.Where(change => change.Entity != put[0]).Select(change => change.Content), after.Where(change => change.Entity != put[0]).Select(change => change.Content), "Contents of the others");
    }

    private static async Task Times_of_other_zones_are_the_same_instants(ConnectorBench bench, EntityType type)
    {
        var (put, before) = await PutAsync(bench, type);
        foreach (var offset in (TimeSpan[])[new(5, 30, 0), new(-11, 0, 0)])
        {
            var replaced = 0;
            bench.Wire.Act = call => call.RewriteAsync(text => Rewritten(text, node => Shifted(node, offset, ref replaced)));
            var after = await LoadAgainAsync(bench, type, put);
            Expect.NotEqual(0, replaced, "Times in the answers");
            Expect.Sequence(before.Select(change => change.Content), after.Select(change => change.Content), $"Contents when times are written at an offset of {offset}");
        }
    }

    private static async Task<(ExternalId[] Put, IReadOnlyList<Seen> Before)> PutAsync(ConnectorBench bench, EntityType type)
    {
        var source = bench.Source(type);
        var put = await bench.PutAsync(type, 1, 2);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        var before = await bench.LoadAsync(source, put);
        Expect.Equal(put.Length, before.Count, "Entities that are read before anything is rewritten");
        return (put, before);
    }

    /// <summary>Reads with a connection that remembers nothing of the read before.</summary>
    private static Task<IReadOnlyList<Seen>> LoadAgainAsync(ConnectorBench bench, EntityType type, ExternalId[] put)
    {
        bench.Reopen();
        return bench.LoadAsync(bench.Source(type), put);
    }

    private static string Rewritten(string text, Func<JsonNode?, JsonNode?> change)
    {
        try
        {
            return Walk(JsonNode.Parse(text), change)?.ToJsonString() ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>Rebuilds a tree from its leaves.</summary>
    private static JsonNode? Walk(JsonNode? node, Func<JsonNode?, JsonNode?> change) => change(node switch
    {
        JsonObject there => new JsonObject(there.Select(member => KeyValuePair.Create(member.Key, Walk(member.Value?.DeepClone(), change)))),
        JsonArray list => new JsonArray([.. list.Select(item => Walk(item?.DeepClone(), change))]),
        _ => node?.DeepClone(),
    });

    private static JsonObject WithUnknown(JsonObject there)
    {
        there["kitUnknownField"] = new JsonObject { ["list"] = new JsonArray(1, null, "text") };
        return there;
    }

    /// <summary>Everything but what names it, and times and versions, is something else: texts and numbers are objects, objects and lists are texts.</summary>
    private static JsonObject Misshapen(JsonObject there, ref int replaced)
    {
        foreach (var (name, value) in there.Where(member => member is { Key: not ("id" or "version" or "__typename"), Value: not null } && !member.Key.Contains('@', StringComparison.Ordinal) && !IsTime(member.Value)).ToList())
        {
            there[name] = value is JsonValue ? new JsonObject { ["kit"] = true } : "KIT";
            replaced++;
        }

        return there;
    }

    private static bool IsTime(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && Instant().IsMatch(text);

    private static JsonObject WithWord(JsonObject there, string field, ref int replaced)
    {
        if (there[field] is JsonValue value && value.GetValueKind() is JsonValueKind.String)
        {
            there[field] = UnknownWord;
            replaced++;
        }

        return there;
    }

    private static JsonNode? Shifted(JsonNode? node, TimeSpan offset, ref int replaced)
    {
        if (!IsTime(node))
        {
            return node;
        }

        replaced++;
        return JsonValue.Create(DateTimeOffset.Parse((string)node!, CultureInfo.InvariantCulture).ToOffset(offset).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Instant();
}
