using System.Text.Json.Nodes;
using GraphQLParser;
using GraphQLParser.AST;
using RetailConnect.Contracts.Shopify;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.Contracts;

public sealed class SimulatorSchemaTests
{
    private readonly List<string> deviations = [];

    [Fact]
    public void The_simulated_shop_has_nothing_that_the_published_schema_has_not()
    {
        var published = PublishedSchema.Read(ContractFolder.Require()).Json;
        var types = Named(published["types"]);
        var directives = Named(published["directives"]);
        foreach (var definition in Simulated().Definitions)
        {
            switch (definition)
            {
                case GraphQLDirectiveDefinition directive when directives.TryGetValue(directive.Name.StringValue, out var known):
                    CheckInputs($"@{directive.Name}", directive.Arguments?.Items, known["args"]);
                    CheckNames($"@{directive.Name} on", directive.Locations.Items.Select(place => Text(place.ToString())), known["locations"]!.AsArray().Select(place => Text((string)place!)));
                    break;
                case GraphQLSchemaDefinition schema:
                    Same("schema", string.Join(" ", schema.OperationTypes.Select(root => root.Type!.Name.StringValue)), $"{published["queryType"]!["name"]} {published["mutationType"]!["name"]}");
                    break;
                case GraphQLTypeDefinition type when types.TryGetValue(type.Name.StringValue, out var known):
                    Check(type, known);
                    break;
                default:
                    deviations.Add($"{definition.Kind} {(definition as INamedNode)?.Name.StringValue} is not published");
                    break;
            }
        }

        Assert.Empty(deviations);
    }

    private static GraphQLDocument Simulated()
    {
        using var stream = typeof(ShopifySimulator).Assembly.GetManifestResourceStream("shopify-admin.graphql");
        using var reader = new StreamReader(stream!);
        return Parser.Parse(reader.ReadToEnd());
    }

    private void Check(GraphQLTypeDefinition type, JsonNode known)
    {
        var name = type.Name.StringValue;
        Same($"{name} is", KindOf(type), (string)known["kind"]!);
        switch (type)
        {
            case GraphQLObjectTypeDefinition found:
                CheckNames($"{name} implements", found.Interfaces?.Items.Select(item => item.Name.StringValue), known["interfaces"]!.AsArray().Select(item => (string)item!["name"]!));
                CheckFields(name, found.Fields!.Items, known);
                break;
            case GraphQLInterfaceTypeDefinition found:
                CheckFields(name, found.Fields!.Items, known);
                break;
            case GraphQLInputObjectTypeDefinition found:
                Same($"{name} is one of", found.Directives?.Any(directive => directive.Name.Value == "oneOf") == true ? "true" : "false", (bool?)known["isOneOf"] == true ? "true" : "false");
                CheckInputs(name, found.Fields!.Items, known["inputFields"]);
                break;
            case GraphQLEnumTypeDefinition found:
                CheckNames(name, found.Values!.Items.Select(value => value.Name.StringValue), Named(known["enumValues"]).Keys);
                break;
        }
    }

    private void CheckFields(string type, IEnumerable<GraphQLFieldDefinition> fields, JsonNode known)
    {
        var published = Named(known["fields"]);
        foreach (var field in fields)
        {
            var name = $"{type}.{field.Name}";
            if (!published.TryGetValue(field.Name.StringValue, out var other))
            {
                deviations.Add($"{name} is not published");
                continue;
            }

            Same($"{name}:", Reference(field.Type), IntrospectionSdl.Reference(other["type"]!));
            CheckInputs(name, field.Arguments?.Items, other["args"]);
        }
    }

    /// <summary>What the vendor asks for has to be asked for here too; what it does not ask for may be left out.</summary>
    private void CheckInputs(string owner, IEnumerable<GraphQLInputValueDefinition>? inputs, JsonNode? known)
    {
        var own = (inputs ?? []).ToDictionary(input => input.Name.StringValue);
        var published = Named(known);
        foreach (var (name, input) in own)
        {
            if (published.TryGetValue(name, out var other))
            {
                Same($"{owner}({name}):", Reference(input.Type), IntrospectionSdl.Reference(other["type"]!));
                Same($"{owner}({name}) =", Default(input.DefaultValue), (string?)other["defaultValue"] ?? "");
            }
            else
            {
                deviations.Add($"{owner}({name}) is not published");
            }
        }

        var needed = published.Where(input => (string)input.Value["type"]!["kind"]! == "NON_NULL" && input.Value["defaultValue"] is null).Select(input => input.Key);
        deviations.AddRange(needed.Except(own.Keys).Select(name => $"{owner}({name}) is missing, though the vendor requires it"));
    }

    private void CheckNames(string owner, IEnumerable<string>? own, IEnumerable<string> published) =>
        deviations.AddRange((own ?? []).Except(published).Select(name => $"{owner} {name} is not published"));

    private void Same(string what, string own, string published)
    {
        if (own != published)
        {
            deviations.Add($"{what} {own} here, {published} published");
        }
    }

    private static string Text(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    private static string KindOf(GraphQLTypeDefinition type) => type switch
    {
        GraphQLScalarTypeDefinition => "SCALAR",
        GraphQLObjectTypeDefinition => "OBJECT",
        GraphQLInterfaceTypeDefinition => "INTERFACE",
        GraphQLInputObjectTypeDefinition => "INPUT_OBJECT",
        GraphQLEnumTypeDefinition => "ENUM",
        _ => "UNION",
    };

    private static string Reference(GraphQLType type) => type switch
    {
        GraphQLNonNullType some => Reference(some.Type) + "!",
        GraphQLListType list => $"[{Reference(list.Type)}]",
        _ => ((GraphQLNamedType)type).Name.StringValue,
    };

    private static string Default(GraphQLValue? value) => value switch
    {
        null => "",
        GraphQLEnumValue named => named.Name.StringValue,
        IHasValueNode plain => plain.Value.ToString(),
        GraphQLListValue { Values: null or { Count: 0 } } => "[]",
        _ => throw new NotSupportedException($"A default of kind {value.Kind} can't be compared."),
    };

    private static Dictionary<string, JsonNode> Named(JsonNode? list) => (list as JsonArray ?? []).ToDictionary(node => (string)node!["name"]!, node => node!);
}
