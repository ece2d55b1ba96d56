using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>One object of an answer: fields by name, some computed from their arguments.</summary>
internal sealed class Obj(string type, params (string Name, object? Value)[] fields)
{
    private readonly Dictionary<string, object?> byName = fields.ToDictionary(field => field.Name, field => field.Value);

    public string Type => type;

    /// <summary>The value of the field that is asked for.</summary>
    public object? Resolve(IResolveFieldContext context) => byName.TryGetValue(context.FieldDefinition.Name, out var value)
        ? value is Func<IResolveFieldContext, object?> compute ? compute(context) : value
        : throw new InvalidOperationException($"The simulator has no value for {type}.{context.FieldDefinition.Name}.");

    public static Func<IResolveFieldContext, object?> Lazy(Func<object?> value) => _ => value();

    public static Func<IResolveFieldContext, object?> With(Func<IResolveFieldContext, object?> value) => value;
}
