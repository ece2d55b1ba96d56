using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using RetailConnect.Contracts.OpenApi;

namespace RetailConnect.Contracts.Coverage;

/// <summary>Generates an instance of a body record, as the JSON that it is read from; the contract's schema tells which texts and numbers mean something.</summary>
/// <param name="full">True to set everything, false to set only what the record asks for.</param>
/// <param name="leftOut">Properties that the connector never sets together, as "Record.Property".</param>
/// <param name="required">True to leave out what the serializer does not ask for, though it may not be null.</param>
internal sealed class Draft(bool full, IReadOnlySet<string> leftOut, bool required = false)
{
    private readonly Stack<Type> within = new();

    public JsonNode? Of(JsonTypeInfo type, IShape? schema)
    {
        if (type.Kind is JsonTypeInfoKind.None)
        {
            return Leaf(Nullable.GetUnderlyingType(type.Type) ?? type.Type, schema);
        }

        if (type.Kind is JsonTypeInfoKind.Dictionary)
        {
            return new JsonObject { ["One"] = Of(Element(type), schema?.Inner) };
        }

        if (type.Kind is JsonTypeInfoKind.Enumerable)
        {
            return new JsonArray([.. Enumerable.Range(0, full ? 2 : 1).Select(_ => Of(Element(type), schema?.Inner))]);
        }

        within.Push(type.Type);
        var drafted = new JsonObject(type.Properties.Where(property => property.IsRequired && MayBeNull(property)).Select(property => KeyValuePair.Create(property.Name, (JsonNode?)null)));
        foreach (var property in schema is { TakesOne: true } ? One(type) : Wanted(type))
        {
            drafted[property.Name] = Of(Info(type, property.PropertyType), schema?.Property(property.Name));
        }

        within.Pop();
        return drafted;
    }

    /// <summary>True where a record's property may be null.</summary>
    public static bool MayBeNull(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsSetNullable && property.AssociatedParameter?.IsNullable != false);

    public static JsonTypeInfo Info(JsonTypeInfo owner, Type type) => owner.Options.GetTypeInfo(type);

    public static JsonTypeInfo Element(JsonTypeInfo list) => Info(list, list.ElementType!);

    private IEnumerable<JsonPropertyInfo> Wanted(JsonTypeInfo type) => type.Properties
        .Where(property => !property.IsExtensionData && property.Set is not null | property.AssociatedParameter is not null)
        .Where(property => (!MayBeNull(property) && (property.IsRequired || !required)) || (full && !leftOut.Contains($"{type.Type.Name}.{property.Name}") && !Leads(type, property)));

    private IEnumerable<JsonPropertyInfo> One(JsonTypeInfo type) => [full ? type.Properties[0] : type.Properties[^1]];

    /// <summary>True for a property that leads back to a record that is being written.</summary>
    private bool Leads(JsonTypeInfo type, JsonPropertyInfo property)
    {
        var info = Info(type, property.PropertyType);
        return within.Contains(info.Kind is JsonTypeInfoKind.Enumerable ? info.ElementType! : property.PropertyType) && within.Count > 3;
    }

    private static JsonNode? Leaf(Type type, IShape? schema)
    {
        if (type == typeof(string))
        {
            return schema?.Text ?? "text";
        }

        return type == typeof(Guid) ? LeafValue.Id
            : type == typeof(bool) ? true
            : type == typeof(DateTimeOffset) ? "2026-01-02T03:04:05Z"
            : type == typeof(decimal) || type == typeof(double) ? 1.5m
            : schema?.Whole ?? 1;
    }
}
