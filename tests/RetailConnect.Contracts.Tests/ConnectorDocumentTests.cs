using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RetailConnect.Connectors.Shopify;

namespace RetailConnect.Contracts;

/// <summary>Reads that no day of the sandbox needs are valid too.</summary>
public sealed partial class ConnectorDocumentTests
{
    public static TheoryData<string> Reads => [.. Documents().Keys];

    [Theory, MemberData(nameof(Reads))]
    public void A_read_of_the_shopify_connector_is_valid(string name)
    {
        var text = Documents()[name];
        var variables = new JsonObject(Variable().Matches(text).Select(match => KeyValuePair.Create(match.Groups[1].Value, Value(match.Groups[2].Value))));
        Verdict.Valid(Requests.Shopify(text, variables.ToJsonString()));
    }

    private static JsonNode? Value(string type) => type switch
    {
        "ID!" => "gid://shopify/Order/1",
        "[ID!]!" => new JsonArray("gid://shopify/Order/1"),
        "Int!" => 1,
        _ => null,
    };

    private static Dictionary<string, string> Documents() => typeof(ShopifyConnector).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
        .Where(field => field.FieldType.Name == "GraphDocument").Select(field => field.GetValue(null)!)
        .Where(document => (bool)document.GetType().GetProperty("Reads")!.GetValue(document)!)
        .ToDictionary(document => (string)document.GetType().GetProperty("Name")!.GetValue(document)!, document => (string)document.GetType().GetProperty("Text")!.GetValue(document)!);

    [GeneratedRegex(@"\$(\w+): (\[?\w+!?\]?!?)[,)]")]
    private static partial Regex Variable();
}
