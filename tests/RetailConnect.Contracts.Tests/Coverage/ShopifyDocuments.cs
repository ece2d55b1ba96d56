using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RetailConnect.Contracts.Coverage;

/// <summary>The GraphQL documents of the Shopify connector, and the types that its serializer knows.</summary>
internal static class ShopifyDocuments
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Name and text of every document.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Fields()
        .Where(field => field.FieldType.Name == "GraphDocument").Select(field => field.GetValue(null)!)
        .ToDictionary(document => Text(document, "Name"), document => Text(document, "Text"));

    /// <summary>Every constant with GraphQL in it.</summary>
    public static IReadOnlyList<(string Name, string Text)> Constants { get; } =
    [
        .. Fields().Where(field => field.IsLiteral && field.FieldType == typeof(string)).Select(field => (Name: $"{field.DeclaringType!.Name}.{field.Name}", Text: (string)field.GetRawConstantValue()!))
            .Where(constant => constant.Text.Contains('{', StringComparison.Ordinal) && (constant.Text.Contains("query ", StringComparison.Ordinal) || constant.Text.Contains("mutation ", StringComparison.Ordinal) || constant.Text.Contains("fragment ", StringComparison.Ordinal))),
    ];

    /// <summary>Every type that the connector's serializer was told of, by the name of its property.</summary>
    public static IReadOnlyDictionary<string, Type> Types { get; } = Context().GetProperties().Where(property => typeof(JsonTypeInfo).IsAssignableFrom(property.PropertyType)).ToDictionary(property => property.Name, property => property.PropertyType.GetGenericArguments()[0]);

    /// <summary>Names of the types that are written as variables or read as answers, as the serializer was told.</summary>
    public static IReadOnlySet<string> Declared { get; } = Context().GetCustomAttributesData().Where(data => data.AttributeType == typeof(JsonSerializableAttribute))
        .Select(data => (Type)data.ConstructorArguments[0].Value!).Select(type => Types.First(pair => pair.Value == type).Key).ToHashSet();

    private static Type Context() => ConnectorUnderTest.Of("shopify").Assembly.GetTypes().Single(type => type.IsSubclassOf(typeof(JsonSerializerContext)));

    private static IEnumerable<FieldInfo> Fields() => ConnectorUnderTest.Of("shopify").Assembly.GetTypes().Where(type => !type.IsGenericTypeDefinition).SelectMany(type => type.GetFields(Static));

    private static string Text(object document, string property) => (string)document.GetType().GetProperty(property)!.GetValue(document)!;
}
