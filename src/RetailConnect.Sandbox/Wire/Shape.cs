using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox;

/// <summary>What a request body may look like; whatever else it holds is refused, as the vendors do.</summary>
internal sealed class Shape
{
    private readonly JsonValueKind[] kinds;
    private readonly Dictionary<string, (Shape Shape, bool Required)>? fields;
    private readonly Shape? items;
    private readonly int most;
    private readonly HashSet<string>? values;
    private readonly Func<JsonValue, string?>? wrong;

    private Shape(
        JsonValueKind[] kinds, Dictionary<string, (Shape Shape, bool Required)>? fields = null, Shape? items = null, int most = int.MaxValue, HashSet<string>? values = null, Func<JsonValue, string?>? wrong = null)
    {
        this.kinds = kinds;
        this.fields = fields;
        this.items = items;
        this.most = most;
        this.values = values;
        this.wrong = wrong;
    }

    public static Shape Number { get; } = new([JsonValueKind.Number]);

    public static Shape Boolean { get; } = new([JsonValueKind.True, JsonValueKind.False]);

    /// <summary>Any object; for parts that the simulator keeps but does not read.</summary>
    public static Shape Any { get; } = new([JsonValueKind.Object, JsonValueKind.Array, JsonValueKind.String, JsonValueKind.Number, JsonValueKind.True, JsonValueKind.False]);

    public static Shape Text(int most = int.MaxValue) => new([JsonValueKind.String], most: most);

    public static Shape OneOf(params string[] values) => new([JsonValueKind.String], values: [.. values]);

    /// <summary>A value of a vendor's own form; the check returns what is wrong with it.</summary>
    public static Shape Where(JsonValueKind kind, Func<JsonValue, string?> wrong) => new([kind], wrong: wrong);

    public static Shape List(Shape items, int most = int.MaxValue) => new([JsonValueKind.Array], items: items, most: most);

    /// <summary>An object; a name that ends in an exclamation mark is required.</summary>
    public static Shape Object(params (string Name, Shape Shape)[] fields) =>
        new([JsonValueKind.Object], fields.ToDictionary(field => field.Name.TrimEnd('!'), field => (field.Shape, field.Name.EndsWith('!'))));

    /// <summary>Returns what is wrong: path and text; null when the body fits.</summary>
    public (string Path, string Text)? Check(JsonNode? node, string path = "")
    {
        if (node is null || !kinds.Contains(node.GetValueKind()))
        {
            return (path, $"Expected {string.Join(" or ", kinds)}, found {node?.GetValueKind().ToString() ?? "null"}.");
        }

        return node switch
        {
            JsonObject body when fields is not null => CheckObject(body, path),
            JsonArray list => CheckList(list, path),
            JsonValue value when wrong is not null => wrong(value) is { } text ? (path, text) : null,
            JsonValue value when value.GetValueKind() is JsonValueKind.String => CheckText((string)value!, path),
            _ => null,
        };
    }

    private (string Path, string Text)? CheckObject(JsonObject body, string path)
    {
        foreach (var (name, value) in body)
        {
            if (!fields!.TryGetValue(name, out var field))
            {
                return (Join(path, name), "The field is not known, or may not be written.");
            }

            // A null is the same as a field that is not there.
            if (value is not null && field.Shape.Check(value, Join(path, name)) is { } wrong)
            {
                return wrong;
            }
        }

        return fields!.Where(field => field.Value.Required && body[field.Key] is null).Select(field => ((string, string)?)(Join(path, field.Key), "The field is required.")).FirstOrDefault();
    }

    private (string Path, string Text)? CheckList(JsonArray list, string path)
    {
        if (list.Count > most)
        {
            return (path, $"At most {most} entries are allowed, found {list.Count}.");
        }

        return items is null ? null : list.Select((item, index) => items.Check(item, $"{path}[{index}]")).FirstOrDefault(wrong => wrong is not null);
    }

    private (string Path, string Text)? CheckText(string text, string path) =>
        text.Length > most ? (path, $"At most {most} characters are allowed.") : values?.Contains(text) == false ? (path, $"`{text}` is not a valid enum value.") : null;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
