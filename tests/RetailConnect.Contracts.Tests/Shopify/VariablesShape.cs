using System.Text.Json.Nodes;
using GraphQLParser.AST;
using RetailConnect.Contracts.OpenApi;

namespace RetailConnect.Contracts.Shopify;

/// <summary>The variables that a document declares.</summary>
internal sealed class VariablesShape(SchemaIndex index, IReadOnlyList<GraphQLVariableDefinition> variables) : IShape
{
    public IShape? Inner => null;

    public bool TakesOne => false;

    public JsonNode? Text => null;

    public JsonNode? Whole => null;

    public IShape? Property(string name) => variables.FirstOrDefault(variable => variable.Variable.Name.StringValue == name) is { } found ? new InputShape(index, Reference(index, found.Type)) : null;

    /// <summary>Writes a type as introspection does.</summary>
    public static JsonNode Reference(SchemaIndex index, GraphQLType type) => type switch
    {
        GraphQLNonNullType some => new JsonObject { ["kind"] = "NON_NULL", ["ofType"] = Reference(index, some.Type) },
        GraphQLListType list => new JsonObject { ["kind"] = "LIST", ["ofType"] = Reference(index, list.Type) },
        _ => new JsonObject { ["kind"] = index.Kind(((GraphQLNamedType)type).Name.StringValue), ["name"] = ((GraphQLNamedType)type).Name.StringValue },
    };
}
